import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { icao24FromRegistration, normaliseRegistration, registrationFromIcao24 } from '../../src/aero/registration.ts';

describe('registration by arithmetic', () => {
  it.each([
    ['15521f', 'RA-86559'],
    ['155221', 'RA-86561'],
    ['15770e', 'RA-96014'],
    ['14fc12', 'RA-64530'],
    ['154f53', 'RA-85843'],
    ['7277a8', 'P-632'],
    ['7277a9', 'P-633'],
    ['7278a5', 'P-885'],
    ['72779a', 'P-618'],
  ])('%s is %s', (icao24, registration) => {
    expect(registrationFromIcao24(icao24)).toBe(registration);
    expect(registrationFromIcao24(icao24.toUpperCase())).toBe(registration);
    expect(icao24FromRegistration(registration)).toBe(icao24);
  });

  it.each(['ra86559', 'RA 86559', 'ra‐86559', ' RA−86559 '])('reads %j as RA-86559', (typed) => {
    expect(icao24FromRegistration(typed)).toBe('15521f');
  });

  it.each(['~15521f', '', '15521', '15521f0', 'zzzzzz', '140000', '727530', '4b1814', '1586a0', '727918'])(
    'address %j stands for nothing',
    (icao24) => expect(registrationFromIcao24(icao24)).toBeUndefined(),
  );

  it.each(['', 'RA-1234', 'RA-123456', 'RA-00000', 'P-12', 'P-1234', 'P-099', 'D-ABCD', 'RA-8655X', 'PP-632'])(
    'registration %j has no computable address',
    (registration) => expect(icao24FromRegistration(registration)).toBeUndefined(),
  );

  it('goes there and back for every number of both series', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 99_999 }), (n) => roundTrips(`RA-${String(n).padStart(5, '0')}`)));
    fc.assert(fc.property(fc.integer({ min: 100, max: 999 }), (n) => roundTrips(`P-${n}`)));
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        registrationFromIcao24(text);
        icao24FromRegistration(text);
        expect(normaliseRegistration(normaliseRegistration(text))).toBe(normaliseRegistration(text));
      }),
    );
  });
});

function roundTrips(registration: string): void {
  const icao24 = icao24FromRegistration(registration);
  expect(icao24).toMatch(/^[0-9a-f]{6}$/);
  expect(registrationFromIcao24(icao24 ?? '')).toBe(registration);
}
