import { PassThrough, Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventToJson } from '../../src/events/wire.ts';
import {
  AIRCRAFT_COLUMNS,
  aircraftPlain,
  aircraftToJson,
  EVENT_COLUMNS,
  eventForPeople,
  eventPlain,
  isListed,
  jsonLine,
} from '../../src/shell/sink-rows.ts';
import type { SinkEnd } from '../../src/shell/sinks.ts';
import { createSink } from '../../src/shell/sinks.ts';
import type { Track } from '../../src/tracks/types.ts';
import { DAY_AT, eventOf, HOSTILE, OBEYED } from './support/shell-fixtures.ts';

const datum = <T>(value: T, at = DAY_AT) => ({ value, at });
const track: Track = {
  icao24: '15521f',
  registration: 'RA-86559',
  registrationDerived: false,
  typecode: 'IL62',
  watched: true,
  callsign: datum('RFF7081'),
  squawk: datum('0412'),
  position: datum({ latitudeDeg: 55.87, longitudeDeg: 38.06 }),
  altitudeFt: datum(34000),
  onGround: datum(false),
  groundSpeedKt: datum(472),
  trackDeg: datum(104),
  verticalRateFpm: datum(0),
  source: 'adsb',
  feed: 'readsb',
  phase: 'cruise',
  suspect: [],
  firstHeardAt: DAY_AT - 1,
  heardAt: DAY_AT,
  counts: { accepted: 1, suspect: 0, refused: 0 },
  gated: {},
  recent: [],
  trail: [],
};

describe('an aircraft in JSON', () => {
  it('is the object of the contract, in its order', () => {
    expect(jsonLine(aircraftToJson(track, DAY_AT))).toBe(
      '{"icao24":"15521f","registration":"RA-86559","registrationDerived":false,"callsign":"RFF7081","typecode":"IL62",' +
        '"latitudeDeg":55.87,"longitudeDeg":38.06,"positionAt":"2024-01-20T00:00:00.000Z","altitudeFt":34000,"geoAltitudeFt":null,"onGround":false,' +
        '"groundSpeedKt":472,"trackDeg":104,"verticalRateFpm":0,"squawk":"0412","source":"adsb","seenAt":"2024-01-20T00:00:00.000Z","feed":"readsb",' +
        '"stale":false,"suspect":[]}',
    );
  });

  it('has null for what is unknown, unreadable or older than 60 s, and not at 60 s', () => {
    expect(aircraftToJson(track, DAY_AT + 60_000)).toMatchObject({
      callsign: 'RFF7081',
      latitudeDeg: 55.87,
      altitudeFt: 34000,
      stale: true,
    });
    const old = aircraftToJson({ ...track, heardAt: DAY_AT + 60_001 }, DAY_AT + 60_001);
    expect(old).toMatchObject({
      callsign: null,
      latitudeDeg: null,
      longitudeDeg: null,
      positionAt: null,
      altitudeFt: null,
      onGround: null,
      squawk: null,
    });
    expect(old).toMatchObject({ registration: 'RA-86559', stale: false });
    expect(aircraftToJson({ ...track, groundSpeedKt: datum(Number.NaN) }, DAY_AT).groundSpeedKt).toBeNull();
  });

  it('keeps a position by ADS-C for 35 minutes, and nothing else', () => {
    const adsc = { ...track, source: 'adsc' as const };
    expect(aircraftToJson(adsc, DAY_AT + 35 * 60_000)).toMatchObject({ latitudeDeg: 55.87, altitudeFt: null });
    expect(aircraftToJson(adsc, DAY_AT + 35 * 60_000 + 1)).toMatchObject({ latitudeDeg: null });
  });

  it('has no altitude on the ground, and is stale when it was not heard for 15 s', () => {
    expect(aircraftToJson({ ...track, onGround: datum(true) }, DAY_AT)).toMatchObject({
      onGround: true,
      altitudeFt: null,
    });
    expect(aircraftToJson(track, DAY_AT + 14_999).stale).toBe(false);
    expect(aircraftToJson(track, DAY_AT + 15_000).stale).toBe(true);
  });

  it('is listed within 60 s of being heard', () => {
    expect(isListed(track, DAY_AT + 60_000)).toBe(true);
    expect(isListed(track, DAY_AT + 60_001)).toBe(false);
  });
});

describe('hostile text', () => {
  const event = eventOf('e', {
    text: HOSTILE,
    callsign: HOSTILE,
    registration: HOSTILE,
    kind: HOSTILE,
    detail: { [HOSTILE]: HOSTILE },
  });

  it('reaches no pipe: one line, the columns as many as ever, nothing that a terminal obeys', () => {
    const plain = eventPlain(event);
    expect(plain).not.toMatch(OBEYED);
    expect(plain).not.toContain('\n');
    expect(plain.split('\t')).toHaveLength(EVENT_COLUMNS.length);
    const row = aircraftPlain(
      aircraftToJson({ ...track, registration: HOSTILE, feed: HOSTILE, suspect: [HOSTILE] }, DAY_AT),
    );
    expect(row).not.toMatch(OBEYED);
    expect(row.split('\t')).toHaveLength(AIRCRAFT_COLUMNS.length);
    expect(eventForPeople(event)).not.toMatch(OBEYED);
  });

  it('keeps its meaning in JSON, escaped', () => {
    const line = jsonLine(eventToJson(event));
    expect(line).not.toMatch(OBEYED);
    expect(line).not.toMatch(/[\t\n]/);
    expect(JSON.parse(line)).toMatchObject({ text: HOSTILE, callsign: HOSTILE });
  });

  it('of any kind stays one line and comes back the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const line = jsonLine({ text });
        expect(line).not.toMatch(OBEYED);
        expect(JSON.parse(line)).toEqual({ text });
        expect(eventPlain(eventOf('e', { text, callsign: text })).split('\t')).toHaveLength(EVENT_COLUMNS.length);
      }),
    );
  });
});

describe('an event for people', () => {
  it('says when, how grave, who and what, and that it was taken back', () => {
    expect(eventForPeople(eventOf('e'))).toBe(
      '2024-01-20 00:00Z  alert  RA-86559    RA-86559 probably landed at Pyongyang Sunan.',
    );
    expect(eventForPeople(eventOf('e', { status: 'retracted' }))).toContain('(taken back) RA-86559');
  });
});

describe('a sink', () => {
  const ends = (): { readonly list: SinkEnd[]; readonly onEnd: (end: SinkEnd) => void } => {
    const list: SinkEnd[] = [];
    return { list, onEnd: (end) => list.push(end) };
  };

  it('writes in order, waits for a slow reader, and flushes', async () => {
    const stream = new PassThrough({ highWaterMark: 64 });
    const { list, onEnd } = ends();
    const sink = createSink(stream, onEnd);
    let text = '';
    let waited = 0;
    stream.on('data', (chunk) => {
      text += chunk;
    });
    stream.pause();
    for (let n = 0; n < 100; n += 1) {
      if (!sink.line(`line ${n}`)) {
        waited += 1;
        setImmediate(() => stream.resume());
        await sink.ready();
      }
    }
    await sink.flush();
    expect(text.split('\n').slice(0, -1)).toEqual(Array.from({ length: 100 }, (_, n) => `line ${n}`));
    expect(waited).toBeGreaterThan(0);
    expect(list).toEqual([]);
    sink.release();
  });

  it.each([
    ['EPIPE', { how: 'reader-gone' }],
    ['ENOSPC', { how: 'failed', reason: 'no\u00b7way' }],
  ])('ends once at %s, lets nobody wait, and takes no more', async (code, end) => {
    const stream = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('no\u0007way'), { code })),
    });
    const { list, onEnd } = ends();
    const sink = createSink(stream, onEnd);
    sink.line('a');
    const flushed = sink.flush();
    await flushed;
    expect(list).toEqual([end]);
    expect(sink.ended()).toEqual(end);
    expect(sink.line('b')).toBe(true);
    await sink.ready();
    await sink.flush();
    expect(list).toHaveLength(1);
  });
});
