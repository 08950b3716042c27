/** SBS: lines over any cut, an aircraft put together from them, and the dialects. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_KNOWN } from '../../src/feeds/merged.ts';
import { sbs } from '../../src/feeds/sbs.ts';
import type { Decoded } from '../../src/feeds/types.ts';
import { SAID_AT, SBS_LINES } from './own-messages.ts';

const AT = SAID_AT;

/** Feeds the chunks through one connection, `stepMs` apart. */
const run = (chunks: readonly string[], stepMs = 0) => {
  let memory: unknown;
  const all: Decoded[] = chunks.map((chunk, index) => {
    const decoded = sbs.decode(chunk, AT + index * stepMs, memory);
    memory = decoded.memory;
    return decoded;
  });
  return {
    reports: all.flatMap(({ reports }) => reports),
    codes: all.flatMap(({ rejects }) => rejects.map(({ code }) => code)),
    rows: all.reduce((sum, { rows }) => sum + rows, 0),
    faults: all.flatMap(({ faults }) => Object.keys(faults)),
    memory,
  };
};

/** A line of 22 fields; the keys are the numbers of its fields as the papers count them, from 1. */
const line = (fields: Readonly<Record<number, string>>): string =>
  Array.from({ length: 22 }, (_, index) => ({ 1: 'MSG', 2: '3', 5: '15521F', ...fields })[index + 1] ?? '').join(',');

const WHOLE = {
  ...{ icao24: '15521f', feed: 'sbs', source: 'adsb', at: AT, positionAt: AT, callsign: 'RFF7081', squawk: '0412' },
  ...{ altitudeFt: 27300, onGround: false, groundSpeedKt: 431.5, trackDeg: 229.1, verticalRateFpm: -1280 },
  position: { latitudeDeg: 43.1, longitudeDeg: 131.9 },
};

describe('an SBS stream', () => {
  it.each([
    ['CRLF', [`${SBS_LINES.join('\r\n')}\r\n`]],
    ['LF', [`${SBS_LINES.join('\n')}\n`]],
    ['no last line end', [SBS_LINES.join('\n')]],
    ['one line a message without line ends', SBS_LINES],
    ['heartbeats between', SBS_LINES.flatMap((text) => ['\r\n', `${text}\r\n`, '\r\n'])],
  ])('puts an aircraft together from lines with %s', (_name, chunks) => {
    const { reports, codes, rows, faults } = run(chunks);
    expect([reports.length, codes, rows, faults]).toEqual([5, [], 5, []]);
    expect(reports[4]).toEqual(WHOLE);
    expect(reports[1]).not.toHaveProperty('position');
  });

  it('survives any cut: the same aircraft comes out, and every line counts once', () => {
    const stream = `${[...SBS_LINES, line({ 2: '2', 5: '7277A8', 13: '9', 22: '-1' }), line({ 22: '' })].join('\r\n')}\r\n`;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: stream.length }), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const whole = run([stream]);
        const cut = run(at.slice(1).map((end, index) => stream.slice(at[index], end)));
        expect([cut.rows, cut.codes, cut.faults]).toEqual([whole.rows, [], []]);
        expect(cut.reports.map(({ icao24 }) => icao24)).toEqual(whole.reports.map(({ icao24 }) => icao24));
        expect(cut.reports[5]).toEqual(whole.reports[5]);
      }),
      { numRuns: 1000 },
    );
  });

  it('goes by the time of receipt, and lets what is old go', () => {
    const { reports } = run([...SBS_LINES, line({ 2: '8' })], 14_000);
    expect(reports[5]).toEqual({
      ...{ icao24: '15521f', feed: 'sbs', source: 'adsb', at: AT + 70_000, callsign: 'RFF7081', squawk: '0412' },
      ...{ onGround: false, position: WHOLE.position, positionAt: AT + 28_000 },
    });
  });

  it.each([
    ['an altitude with H', { 12: '35997H', 17: '640H' }, { geoAltitudeFt: 35997, verticalRateFpm: 640 }, []],
    [
      'MLAT by its name',
      { 1: 'MLAT', 12: '27300', 15: '43.1', 16: '131.9' },
      { source: 'mlat', altitudeFt: 27300 },
      [],
    ],
    ['MLAT by its count of receivers', { 15: '43.1', 16: '131.9', 19: '5', 20: '312' }, { source: 'mlat' }, []],
    ['a surface position', { 2: '2', 13: '12', 15: '43.1', 16: '131.9' }, { onGround: true, groundSpeedKt: 12 }, []],
    ['ground as 1', { 2: '5', 12: '50', 22: '1' }, { onGround: true }, []],
    ['a reply without the flag', { 2: '5', 12: '50' }, { altitudeFt: 50 }, []],
    ['a place at 0 0', { 15: '0.00000', 16: '0.00000' }, { source: 'adsb' }, ['lat:null-island']],
    ['an altitude of 0', { 12: '0' }, { source: 'adsb' }, ['altitude:zero']],
    ['ground at FL358', { 12: '35800', 22: '-1' }, { altitudeFt: 35800 }, ['on_ground:impossible']],
    ['a squawk of 0', { 2: '6', 18: '0' }, { source: 'mode-s' }, []],
    ['letters for a number', { 12: '12x' }, { source: 'adsb' }, ['alt_baro:unusable']],
    ['a callsign filled up with @', { 2: '1', 11: 'KOR152@@' }, { callsign: 'KOR152' }, []],
  ])('reads %s', (_name, fields, report, faults) => {
    const read = run([line(fields)]);
    expect(read.reports).toMatchObject([report]);
    expect(read.faults).toEqual(faults);
  });

  it('says nothing of the ground where the line does not', () => {
    expect(run([line({ 2: '5', 12: '50' })]).reports[0]).not.toHaveProperty('onGround');
    expect(run([line({ 12: '35800', 22: '-1' })]).reports[0]?.onGround).not.toBe(true);
  });

  it.each([
    ["BaseStation's own lines", 'STA,,1,35,15521F,7,,,,,PL', 'status-line'],
    ['a selection', 'SEL,,1,35,15521F,7,,,,,KOR152', 'status-line'],
    ['a new aircraft', 'AIR,,1,35,15521F,7,,,,', 'status-line'],
    ['a clock', 'CLK,,-1,-1,,-1,2010/05/23,00:11:36.879,2010/05/23,00:11:36.879', 'status-line'],
    ["a line of Stratux's log", `2490293384,${line({})}`, 'stratux-log'],
    ['its header', 'START,Mon Sep 7 14:17:41 +0000 UTC 2015', 'stratux-log'],
    ['21 fields', line({}).slice(0, -1), 'bad-row'],
    ['23 fields', `${line({})},`, 'bad-row'],
    ['a message 9', line({ 2: '9' }), 'bad-row'],
    ['words', 'hello', 'bad-row'],
    ['no address', line({ 5: '' }), 'no-address'],
    ['an address that is none', line({ 5: 'XYZ' }), 'bad-address'],
  ])('refuses %s', (_name, text, code) => {
    expect(run([`${text}\r\n`])).toMatchObject({ codes: [code], reports: [], rows: 1 });
  });

  it('takes a name from an ID line, and forgets who was removed', () => {
    const { reports } = run([
      ...['ID,,1,35,15521F,7,,,,,KOR152\n', `${line({ 2: '8' })}\n`, 'STA,,1,35,15521F,7,,,,,RM\n'],
      `${line({ 2: '8' })}\n`,
    ]);
    expect(reports.map(({ callsign }) => callsign)).toEqual(['KOR152', 'KOR152', undefined]);
  });

  it('keeps a bounded number of aircraft, and no endless line', () => {
    const many = Array.from({ length: MAX_KNOWN + 500 }, (_, index) =>
      line({ 2: '8', 5: (0x100000 + index).toString(16).toUpperCase() }),
    );
    const { memory } = run([`${many.join('\n')}\n`]);
    expect((memory as { aircraft: Map<string, unknown> }).aircraft.size).toBe(MAX_KNOWN);
    expect(run(['x'.repeat(100_000)])).toMatchObject({ codes: ['too-large'], memory: { tail: '' } });
  });
});
