import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedContext, shippedHistory } from '../../src/visits/history.ts';
import { contextEntryOf, importContext, importVisits } from '../../src/visits/import.ts';
import { mergeVisits } from '../../src/visits/ledger.ts';
import { rowsOf } from '../../src/visits/rows.ts';
import { visitToJson } from '../../src/visits/wire.ts';
import { visitFromJson } from '../../src/visits/wire-read.ts';
import { at } from './happened.ts';

describe('the shipped history', () => {
  it('has a source and a certainty for each visit, and is marked', () => {
    for (const visit of shippedHistory()) {
      expect(visit).toMatchObject({ provenance: 'shipped', basis: 'reported' });
      expect(visit.evidence[0]?.source).toMatch(/\S/);
      expect(visit.certainty).toMatch(/\S/);
    }
    const ids = shippedHistory().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('holds the two of 2023 with their intervals', () => {
    const of2023 = shippedHistory().filter(
      ({ icao24, arrived }) =>
        icao24 === '15521f' &&
        arrived !== undefined &&
        arrived.at > at('2023-01-01T00:00') &&
        arrived.at < at('2023-10-10T00:00'),
    );
    expect(of2023).toHaveLength(2);
    const [first] = of2023;
    expect(first?.arrived?.fromAt).toBeLessThanOrEqual(at('2023-07-31T23:12'));
    expect(first?.arrived?.toAt).toBeGreaterThanOrEqual(at('2023-08-01T00:12'));
    expect(first?.seenAt).toEqual([at('2023-08-02T02:28')]);
    expect(first?.conflicts.length).toBe(3);
  });

  it('is read back from its record as it was', () => {
    for (const visit of shippedHistory())
      expect(visitFromJson(JSON.parse(JSON.stringify(visitToJson(visit))))).toEqual(visit);
  });

  it('has dated entries that are days, each with a source', () => {
    for (const { shipped: _shipped, ...entry } of shippedContext) {
      expect(contextEntryOf({ ...entry })).toEqual(entry);
      expect(entry.source).toMatch(/\S/);
    }
  });
});

describe('importing visits', () => {
  const csv = `registration,typecode,airport,arrivedFrom,arrivedTo,departedFrom,source,url
RA-86559,IL62,zkpy,2019-07-02,2019-07-04,,"NK News, ""July""",https://example.org/1

RA-86561,,ZKPY,2024-07-12T03:00Z,,2024-07-13T04:00Z,"two
lines",
`;

  it('reads CSV, quotes and line ends in cells included', () => {
    const { good, faults } = importVisits(csv);
    expect(faults).toEqual([]);
    expect(good).toHaveLength(2);
    expect(good[0]).toMatchObject({ icao24: '15521f', typecode: 'IL62', airport: 'ZKPY', provenance: 'imported' });
    expect(good[0]?.evidence[0]).toMatchObject({ source: 'NK News, "July"', url: 'https://example.org/1' });
    // A day is a whole day in Pyongyang.
    expect(good[0]?.arrived).toMatchObject({ fromAt: at('2019-07-01T15:00'), toAt: at('2019-07-04T15:00') - 1 });
    expect(good[1]).toMatchObject({ icao24: '155221', typecode: 'IL62', operator: 'Russian Air Force' });
    expect(good[1]?.groundHours?.at).toBe(25);
  });

  it('reads a JSON list, one object a line, and our own records', () => {
    const row = { typecode: 'IL62', arrivedFrom: '2023-11-22', source: 'NK News' };
    expect(importVisits(JSON.stringify([row, { ...row, arrivedFrom: '2023-11-25' }])).good).toHaveLength(2);
    expect(importVisits(`${JSON.stringify(row)}\n\n${JSON.stringify(row)}\n`).good).toHaveLength(2);
    const own = shippedHistory().map(visitToJson);
    const back = importVisits(own.map((one) => JSON.stringify(one)).join('\n'));
    expect(back.faults).toEqual([]);
    expect(back.good.every(({ provenance }) => provenance === 'imported')).toBe(true);
  });

  it('the same visit imported and shipped is one', () => {
    const row = 'registration,arrivedFrom,source\nRA-86559,2023-08-01,my notes\n';
    const merged = mergeVisits([...importVisits(row).good, ...shippedHistory()]);
    expect(merged).toHaveLength(shippedHistory().length);
    expect(merged.find(({ provenance }) => provenance === 'imported')?.evidence).toHaveLength(3);
  });

  it.each([
    ['registration,source\nRA-86559,x', 1, 'the header has no column arrivedFrom'],
    ['registration,arrivedFrom\nRA-86559,2023-08-01', 1, 'the header has no column source'],
    ['arrivedFrom,source\n2023-08-01,x', 2, 'icao24 is missing'],
    ['registration,arrivedFrom,source\n\nRA-86559,2023-02-31,x', 3, 'arrivedFrom wants a day'],
    ['registration,arrivedFrom,source\nRA-86559,2023-08-01T10:00,x', 2, 'time with its zone'],
    ['registration,arrivedFrom,source,airport\nRA-86559,2023-08-01,x,Pyongyang', 2, 'airport wants an ICAO'],
    ['registration,arrivedFrom,arrivedTo,source\nRA-86559,2023-08-02,2023-08-01,x', 2, 'arrivedTo lies before'],
    ['registration,arrivedFrom,source\nRA-86559,2023-08-01,x,y', 2, '4 cells, and 3 columns'],
    ['registration,registration,source\nA,B,x', 1, 'registration is there twice'],
    [
      '[\n {"typecode":"IL62","arrivedFrom":"2023-08-01","source":"x"},\n {"typecode":"IL62"}\n]',
      3,
      'arrivedFrom is missing',
    ],
    ['{"typecode":"IL62"}\nnot json', 2, 'no JSON object'],
  ])('refuses %j with its line', (text, line, words) => {
    const fault = importVisits(text).faults.find((one) => one.text.includes(words));
    expect(fault?.line).toBe(line);
  });

  it.each([
    ['registration,airport,arrivedFrom,source\nRA-86559,UHWW,2023-08-01,x', 'airport is no field in the DPRK'],
    ['registration,arrivedFrom,source\nRA-86559,2031-01-01,x', 'arrivedFrom lies in the future'],
    ['icao24,registration,arrivedFrom,source\n155221,RA-86559,2023-08-01,x', 'are of two aircraft'],
    [
      'registration,arrivedFrom,source,probability\nRA-86559,2023-08-01,x,much',
      'probability wants a number from 0 to 1',
    ],
    ['[{"registration":7,"arrivedFrom":"2023-08-01","source":"x"}]', 'registration wants text'],
  ])('refuses %j in a sentence of its own', (text, words) => {
    const { good, faults } = importVisits(text, Date.parse('2026-01-01T00:00:00Z'));
    expect(good).toEqual([]);
    expect(faults.map((one) => one.text).join()).toContain(words);
    expect(faults[0]?.text).not.toMatch(/Invalid input|expected (string|number)/);
  });

  it('names the columns that it expects where the header is of another file', () => {
    const { isUnusable, faults } = importVisits('a,b\n1,2\n');
    expect(isUnusable).toBe(true);
    expect(faults[0]?.text).toContain('expected are icao24, registration');
  });

  it('two rows of one aircraft whose times overlap are one visit with both sources', () => {
    const { good } = importVisits(
      'registration,airport,arrivedFrom,departedFrom,source\nRA-86559,ZKPY,2019-07-02,2019-07-04,A\nRA-86559,ZKPY,2019-07-03,2019-07-05,B\nRA-86559,ZKPY,2019-07-09,,C\n',
    );
    expect(mergeVisits(good).map(({ evidence }) => evidence.map(({ source }) => source))).toEqual([['A', 'B'], ['C']]);
  });

  it('keeps the good rows of a file that has bad ones', () => {
    const { good, faults } = importVisits(
      'registration,arrivedFrom,source\nRA-86559,2023-08-01,x\n,,\nRA-86559,soon,x\n',
    );
    expect(good).toHaveLength(1);
    expect(faults.map(({ line }) => line)).toEqual([4]);
  });

  it('survives anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const one of [text, `[${text}]`, `{"a":${text}`, `a,b\n"${text}`]) {
          rowsOf(one);
          importVisits(one);
          importContext(one);
        }
      }),
    );
    fc.assert(fc.property(fc.anything(), (value) => visitFromJson(value) === undefined || typeof value === 'object'));
  });
});

describe('importing context', () => {
  it('reads entries, and a single day is both ends', () => {
    const { good, faults } = importContext(
      'label,from,to,kind\nX,2023-07-25,2023-07-27,\nY,2023-08-01,,announcement\n',
    );
    expect(faults).toEqual([]);
    expect(good).toEqual([
      { label: 'X', from: '2023-07-25', to: '2023-07-27' },
      { label: 'Y', from: '2023-08-01', to: '2023-08-01', kind: 'announcement' },
    ]);
  });

  it.each([
    ['label,from\n,2023-07-25', 2, 'label'],
    ['label,from\nX,soon', 2, 'from wants a day'],
    ['label,from,to\nX,2023-07-25,2023-07-24', 2, 'to lies before from'],
    ['label,from,kind\nX,2023-07-25,rumour', 2, 'kind'],
  ])('refuses %j', (text, line, words) => {
    const [fault] = importContext(text).faults;
    expect(fault?.line).toBe(line);
    expect(fault?.text).toContain(words);
  });
});
