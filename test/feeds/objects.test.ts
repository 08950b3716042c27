/** The stream of single rows: cut anywhere, joined anyhow. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { objects } from '../../src/feeds/objects.ts';
import type { Decoded } from '../../src/feeds/types.ts';

const AT = Date.parse('2023-07-31T22:51:00.000Z');
const row = (hex: string, more: object = {}): string => JSON.stringify({ now: AT / 1000, hex, seen: 0, ...more });

/** Feeds the chunks one after the other through one connection. */
const run = (chunks: readonly string[]) => {
  let memory: unknown;
  const all: Decoded[] = chunks.map((chunk) => {
    const decoded = objects.decode(chunk, AT, memory);
    memory = decoded.memory;
    return decoded;
  });
  return {
    addresses: all.flatMap(({ reports }) => reports.map(({ icao24 }) => icao24)),
    codes: all.flatMap(({ rejects }) => rejects.map(({ code }) => code)),
    rows: all.reduce((sum, { rows }) => sum + rows, 0),
    faults: all.flatMap(({ faults }) => Object.keys(faults)),
    memory,
  };
};

describe('rows in a stream', () => {
  it.each([
    ['one without a line end', [row('15521f')], ['15521f']],
    ['two lines', [`${row('15521f')}\n${row('7277a8')}\n`], ['15521f', '7277a8']],
    ['trailing commas', [`${row('15521f')},\n${row('7277a8')},\n`], ['15521f', '7277a8']],
    ['CRLF', [`${row('15521f')}\r\n${row('7277a8')}\r\n`], ['15521f', '7277a8']],
    ['several in one line', [row('15521f') + row('7277a8')], ['15521f', '7277a8']],
    ['a list', [`[${row('15521f')},${row('7277a8')}]`], ['15521f', '7277a8']],
    ['a list over several lines', [`[\n${row('15521f')},\n${row('7277a8')}\n]\n`], ['15521f', '7277a8']],
    ['a row split over frames', [row('15521f').slice(0, 20), `${row('15521f').slice(20)}\n`], ['15521f']],
    [
      'a line end before ownOp',
      [row('15521f', { ownOp: 'x' }).replace(',"ownOp"', ',\n"ownOp"'), row('7277a8')],
      ['15521f', '7277a8'],
    ],
    ['an indented row', [JSON.stringify(JSON.parse(row('15521f')), null, 2)], ['15521f']],
    ['a nested object', [row('15521f', { lastPosition: { lat: 1, lon: 2, seen_pos: 3 } })], ['15521f']],
    ['braces and quotes in a text', [row('15521f', { desc: '}{"]\\' }), row('7277a8')], ['15521f', '7277a8']],
  ])('%s', (_name, chunks, addresses) => {
    expect(run(chunks)).toMatchObject({ addresses, codes: [] });
  });

  it('lets heartbeats pass without a count', () => {
    expect(run(['\r\n', '', '\n'])).toMatchObject({ addresses: [], codes: [], rows: 0 });
  });

  it('survives any cut: the same rows come out', () => {
    const hexes = ['15521f', '155221', '7277a8', '~00ab12'];
    const stream = hexes.map((hex, index) => row(hex, { desc: `é"\\{${index}` })).join(',\r\n');
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: stream.length }), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const chunks = at.slice(1).map((end, index) => stream.slice(at[index], end));
        expect(run(chunks)).toMatchObject({ addresses: hexes, codes: [], rows: 4 });
      }),
    );
  });
});

describe('what is no row', () => {
  it.each([
    ['a stream joined in the middle', [`t":1.5}\n${row('15521f')}\n`], ['15521f'], ['not-json']],
    ['a line cut off in a text', [`{"hex":"15\n${row('15521f')}\n`], ['15521f'], ['not-json']],
    ['a line cut off after a value', [`{"hex":"155221","lat":1\n${row('15521f')}\n`], ['15521f'], ['not-json']],
    ['a bracket too many', [`{"hex":"155221"]}\n${row('15521f')}\n`], ['15521f'], ['not-json', 'not-json']],
    ['rubbish between', [`hello\n${row('15521f')}\n`], ['15521f'], ['not-json']],
    ['HTML', ['<!doctype html><p>{}</p>'], [], ['html']],
    ['a picture', ['{"now":1,"aircraft":[]}'], [], ['unknown-shape']],
    ['a relay frame', ['{"type":"full","seq":1,"ac":[]}'], [], ['unknown-shape']],
    ['a row {}', ['{}'], [], ['no-address']],
    ['a list of numbers', ['[1,2]'], [], ['not-an-object', 'not-an-object']],
  ])('%s is counted and costs itself only', (_name, chunks, addresses, codes) => {
    expect(run(chunks)).toMatchObject({ addresses, codes });
  });

  it('counts a row without a clock', () => {
    expect(run(['{"hex":"15521f"}'])).toMatchObject({ addresses: ['15521f'], faults: ['now:missing'] });
  });

  it('gives up a row that never ends at 256 KiB and goes on', () => {
    const chunks = ['{"hex":"', ...Array.from({ length: 5 }, () => 'a'.repeat(65_536)), `"}\n${row('15521f')}\n`];
    const { codes, addresses } = run(chunks);
    expect(codes).toContain('too-large');
    expect(addresses).toEqual(['15521f']);
  });
});
