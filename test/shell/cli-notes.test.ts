import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../src/shell/cli.ts';
import type { CliContext } from '../../src/shell/cli-command.ts';

const context: CliContext = {
  feedNames: [],
  formats: ['readsb'],
  themes: [],
  checkFilter: () => undefined,
  isFile: () => false,
};
const read = (...argv: readonly string[]) => readCommandLine(argv, context);
const fault = (...argv: readonly string[]): string => {
  const line = read(...argv);
  return 'kind' in line ? `${line.what} | ${line.hint ?? ''}` : `understood as ${line.name}`;
};

describe('visits, report, explain', () => {
  it('are understood', () => {
    expect(read('visits', '--json', '--no-history')).toMatchObject({ name: 'visits', history: false, output: 'json' });
    expect(read('visits', 'import', 'a.csv')).toMatchObject({ name: 'visits', importFile: 'a.csv' });
    expect(read('report')).toMatchObject({ name: 'report', format: 'md', history: true });
    expect(read('report', '3f2a', '--format', 'kml', '--output', 'v.kml')).toMatchObject({
      visit: '3f2a',
      format: 'kml',
      outputFile: 'v.kml',
    });
    expect(read('report', '--json')).toMatchObject({ format: 'json' });
    expect(read('explain', '3f2a')).toMatchObject({ name: 'explain', event: '3f2a' });
  });

  it.each([
    [['visits', 'export'], 'knows import'],
    [['visits', 'import'], 'needs a file'],
    [['report', 'a', 'b'], 'takes one visit'],
    [['report', '--format', 'readsb'], 'one of md, json, geojson, kml, gpx'],
    [['explain'], 'needs the id'],
    [['explain', '3f2a', '4b'], 'takes one event'],
    [['visits', '--on-ground', 'ZKPY'], 'means nothing to `visits`'],
  ])('refuse %j', (argv, words) => {
    expect(fault(...argv)).toContain(words);
  });
});

describe('note', () => {
  const rest = ['--on-ground', 'FNJ', '--at', '2023-08-02T02:28Z', '--source', 'satellite image'];

  it.each([
    ['15521F', { icao24: '15521f' }],
    ['ra-86559', { icao24: '15521f', registration: 'RA-86559' }],
    ['RA86559', { icao24: '15521f', registration: 'RA-86559' }],
    ['RA-64999', { icao24: '14fde7', registration: 'RA-64999' }],
  ])('takes %s for an aircraft', (who, aircraft) => {
    expect(read('note', who, ...rest)).toMatchObject({
      name: 'note',
      note: {
        ...aircraft,
        place: 'ZKPY',
        at: Date.parse('2023-08-02T02:28:00Z'),
        onGround: true,
        source: 'satellite image',
      },
    });
  });

  it.each([
    [['note'], 'needs an aircraft'],
    [['note', 'D-ABCD', ...rest], 'six hex digits'],
    [['note', 'RA-86559', ...rest.slice(2)], 'needs --on-ground'],
    [['note', 'RA-86559', '--on-ground', 'ZKPY', '--source', 'x'], 'needs --at'],
    [['note', 'RA-86559', ...rest.slice(0, 4)], 'needs --source'],
    [['note', 'RA-86559', '--on-ground', 'Atlantis-xyz', ...rest.slice(2)], 'a field by its code or name'],
    [['note', 'RA-86559', '--on-ground', 'ZKPY', '--at', 'noon', '--source', 'x'], 'a time such as'],
    [['note', 'RA-86559', ...rest, '--url', 'ftp://x'], 'http or https'],
  ])('refuses %j', (argv, words) => {
    expect(fault(...argv)).toContain(words);
  });
});

describe('context', () => {
  it('is understood', () => {
    expect(read('context')).toMatchObject({ order: { do: 'list' } });
    expect(read('context', 'import', 'days.json')).toMatchObject({ order: { do: 'import', file: 'days.json' } });
    expect(read('context', 'add', 'the', 'visit', '--from', '2023-07-25', '--announcement')).toMatchObject({
      order: { do: 'add', entry: { label: 'the visit', from: '2023-07-25', to: '2023-07-25', kind: 'announcement' } },
    });
  });

  it.each([
    [['context', 'drop'], 'knows list, add, import'],
    [['context', 'add'], 'needs a label'],
    [['context', 'add', 'X'], 'needs --from'],
    [['context', 'add', 'X', '--from', 'soon'], 'from wants a day'],
    [['context', 'add', 'X', '--from', '2023-07-25', '--to', '2023-07-24'], 'lies before from'],
  ])('refuses %j', (argv, words) => {
    expect(fault(...argv)).toContain(words);
  });
});
