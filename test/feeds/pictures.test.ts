/** Whole pictures: aircraft.json and the v2 replies, their clocks and what is sent instead of them. */
import { describe, expect, it } from 'vitest';
import { adsbx } from '../../src/feeds/adsbx.ts';
import { readsb } from '../../src/feeds/readsb.ts';
import type { Decoded } from '../../src/feeds/types.ts';

const AT = Date.parse('2023-07-31T22:51:00.000Z');
const ROW = { hex: '15521f', seen: 1, lat: 43.1, lon: 131.9, seen_pos: 2 };
const picture = (now: unknown, rows: unknown = [ROW]): string => JSON.stringify({ now, messages: 1, aircraft: rows });
const codes = (decoded: Decoded): readonly string[] => decoded.rejects.map(({ code }) => code);

describe('the clock of aircraft.json', () => {
  const at = (now: unknown, receivedAt = AT, memory?: unknown) => {
    const { reports, faults, clockAt } = readsb.decode(picture(now), receivedAt, memory);
    return { at: reports[0]?.at, positionAt: reports[0]?.positionAt, faults, clockAt };
  };
  const own = (clockAt: number) => ({ at: clockAt - 1000, positionAt: clockAt - 2000, faults: {}, clockAt });
  const receipt = (fault: string) => ({ at: AT - 1000, positionAt: AT - 2000, faults: { [fault]: 1 } });

  it.each([
    ['in seconds', (AT - 300) / 1000, AT - 300],
    ['in milliseconds', AT - 300, AT - 300],
    ['with a fraction', AT / 1000 - 0.125, AT - 125],
    ['10 min late', AT / 1000 - 600, AT - 600_000],
    ['of a stalled feeder, a day old', AT / 1000 - 86_400, AT - 86_400_000],
  ])('%s is taken', (_name, now, clockAt) => {
    expect(at(now)).toEqual(own(clockAt));
  });

  it('may be ahead of us by 5 s, and nothing is in the future for it', () => {
    expect(at(AT / 1000 + 5)).toEqual({ at: AT - 1000, positionAt: AT - 2000, faults: {}, clockAt: AT + 5000 });
  });

  it('that is always 90 s ahead gives way to receipt, and no age is negative', () => {
    expect(at(AT / 1000 + 90)).toEqual({ ...receipt('now:ahead'), clockAt: AT + 90_000 });
  });

  it.each([
    ['that underflowed', 18446744072021792.0, 'now:unusable'],
    ['of a fresh boot', 12.5, 'now:unusable'],
    ['in words', '1690843860', 'now:unusable'],
    ['that is missing', undefined, 'now:missing'],
    ['years off', AT / 1000 - 3 * 365 * 86_400, 'now:far-off'],
  ])('%s gives way to receipt', (_name, now, fault) => {
    expect(at(now)).toEqual({ ...receipt(fault), clockAt: undefined });
  });

  it('that went back by more than an hour was set, and gives way to receipt', () => {
    const { memory } = readsb.decode(picture(AT / 1000), AT, undefined);
    expect(at(AT / 1000 - 7200, AT, memory)).toMatchObject(receipt('now:backwards'));
  });

  it('that went back by half an hour is a feed that sends again, in its own time', () => {
    const { memory } = readsb.decode(picture(AT / 1000), AT, undefined);
    expect(at(AT / 1000 - 1800, AT, memory)).toEqual(own(AT - 1_800_000));
  });

  it('that is frozen lets the ages grow', () => {
    const { memory } = readsb.decode(picture(AT / 1000), AT, undefined);
    expect(at(AT / 1000, AT + 60_000, memory)).toEqual(own(AT));
  });
});

describe.each([readsb, adsbx])('$id refuses', (format) => {
  it.each([
    ['nothing', '', ['empty']],
    ['blanks', ' \r\n', ['empty']],
    ['HTML', '<!DOCTYPE html><title>Just a moment...</title>', ['html']],
    ['a page without doctype', '<html><body>403</body></html>', ['html']],
    ['plain words', 'Too many requests', ['not-json']],
    ['a truncated picture', picture(1).slice(0, -4), ['not-json']],
    ['a number', '5', ['unknown-shape']],
    ['null', 'null', ['unknown-shape']],
    ['an object of something else', '{"states":null,"time":1}', ['unknown-shape']],
    ['a list that is none', '{"now":1,"aircraft":7}', ['unknown-shape']],
  ])('%s', (_name, text, expected) => {
    const decoded = format.decode(text, AT, undefined);
    expect(codes(decoded)).toEqual(expected);
    expect([decoded.rows, decoded.reports]).toEqual([0, []]);
  });

  it('trailing commas, but no row is lost silently', () => {
    const decoded = format.decode(picture(AT / 1000).replace(']}', ',]}'), AT, undefined);
    expect([codes(decoded), decoded.rows]).toEqual([['not-json'], 0]);
  });
});

describe('aircraft.json', () => {
  it('counts every row as a report or a reject', () => {
    const decoded = readsb.decode(picture(AT / 1000, [ROW, {}, 5, null, { hex: '~abcdef' }]), AT, undefined);
    expect([decoded.rows, decoded.reports.length]).toEqual([5, 2]);
    expect(codes(decoded)).toEqual(['no-address', 'not-an-object', 'not-an-object']);
    expect(decoded.snapshot).toBe(true);
  });

  it('may stand twice in one text, and after a byte order mark', () => {
    const decoded = readsb.decode(`\ufeff${picture(AT / 1000 - 1)}\n${picture(AT / 1000)}`, AT, undefined);
    expect([decoded.reports.length, decoded.rejects, decoded.clockAt]).toEqual([2, [], AT]);
  });

  it('is empty where the list is null', () => {
    expect(readsb.decode(picture(AT / 1000, null), AT, undefined)).toMatchObject({ rows: 0, rejects: [], clockAt: AT });
  });
});

describe('the v2 reply', () => {
  it.each([
    ['ac', { ac: [ROW], msg: 'No error', now: AT, total: 1, ctime: AT, ptime: 0 }, 1],
    ['rows named aircraft', { aircraft: [ROW], msg: 'No error', now: AT / 1000 }, 1],
    ['ac of null', { ac: null, msg: 'No error', now: AT }, 0],
    ['no ac', { msg: 'No error', now: AT, total: 0 }, 0],
    ['an empty ac', { ac: [], msg: 'No error', now: AT, total: 0 }, 0],
    ['float seconds', { ac: [ROW], now: AT / 1000 + 0.25, messages: 5 }, 1],
  ])('with %s is read', (_name, reply, rows) => {
    const decoded = adsbx.decode(JSON.stringify(reply), AT + 500, undefined);
    expect([decoded.rows, decoded.reports.length, decoded.rejects, decoded.faults]).toEqual([rows, rows, [], {}]);
    expect(decoded.clockAt).toBeGreaterThanOrEqual(AT);
  });

  it('may be the bare row', () => {
    const decoded = adsbx.decode(JSON.stringify({ ...ROW, now: AT }), AT, undefined);
    expect(decoded.reports).toMatchObject([{ icao24: '15521f', at: AT - 1000, feed: 'adsbx' }]);
  });

  it('may be two replies in one text', () => {
    const reply = JSON.stringify({ ac: [ROW], msg: 'No error', now: AT });
    expect(adsbx.decode(reply + reply, AT, undefined).reports.length).toBe(2);
  });
});
