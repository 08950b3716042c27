import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellWidth } from '../../src/aero/clean.ts';
import { readCommandLine } from '../../src/shell/cli.ts';
import type { CliContext, CommandLine } from '../../src/shell/cli-command.ts';
import { isUsageError } from '../../src/shell/cli-command.ts';
import { helpLines } from '../../src/shell/cli-help.ts';
import { scan } from '../../src/shell/cli-scan.ts';
import { COMMANDS, COMMANDS_TO_COME, commandRows, OPTIONS, optionRows } from '../../src/shell/cli-tables.ts';
import { nearest, usageLines } from '../../src/shell/cli-usage.ts';
import { OBEYED } from './support/shell-fixtures.ts';

const context: CliContext = {
  feedNames: ['adsb.lol', 'adsb.fi', 'opensky'],
  formats: ['readsb', 'sbs'],
  themes: [],
  checkFilter: (text) =>
    text.includes('???')
      ? { from: text.indexOf('???'), to: text.indexOf('???') + 3, text: 'a field was expected.' }
      : undefined,
  isFile: (path) => path === 'flight.ndjson.gz',
};
const read = (...argv: readonly string[]): CommandLine => readCommandLine(argv, context);
const said = (...argv: readonly string[]): readonly string[] => {
  const line = read(...argv);
  if (!isUsageError(line)) throw new Error(`understood: ${JSON.stringify(line)}`);
  return usageLines(line, argv);
};

const COMMON = { output: 'auto', keep: true };
const VIEWING = {
  once: false,
  waitMs: 10_000,
  all: false,
  eventsForAll: false,
  history: true,
  slow: false,
  screenReader: false,
};
const PLAYING = { loop: false, import: false, anchors: [] };
const ANCHOR =
  '{"icao24":"155221","place":"ZKPY","at":"2024-01-20T03:14:00.000Z","onGround":true,"source":"satellite image"}';

describe('the command line', () => {
  it.each<[readonly string[], object]>([
    [[], { name: 'monitor', feeds: [], ...COMMON, ...VIEWING }],
    [
      ['wss://example.org/feed', 'adsb.lol', '-'],
      { name: 'monitor', feeds: ['wss://example.org/feed', 'adsb.lol', '-'], ...COMMON, ...VIEWING },
    ],
    [
      ['--once', '--json', 'opensky', '--wait', '2.5'],
      { name: 'monitor', feeds: ['opensky'], ...COMMON, ...VIEWING, output: 'json', once: true, waitMs: 2500 },
    ],
    [['demo', '--no-history'], { name: 'demo', ...COMMON, ...VIEWING, ...PLAYING, history: false }],
    [
      ['replay', 'a.gz', 'b', '--speed', 'max', '--no-store'],
      {
        name: 'replay',
        files: ['a.gz', 'b'],
        ...COMMON,
        ...VIEWING,
        ...PLAYING,
        keep: false,
        speed: Number.POSITIVE_INFINITY,
      },
    ],
    [
      ['replay', 'x', '--speed=×60', '--from', '2024-01-20', '--to', '2024-01-20T03:14'],
      {
        name: 'replay',
        files: ['x'],
        ...COMMON,
        ...VIEWING,
        ...PLAYING,
        speed: 60,
        fromAt: Date.UTC(2024, 0, 20),
        toAt: Date.UTC(2024, 0, 20, 3, 14),
      },
    ],
    [
      ['record', 'out.ndjson.gz', 'adsb.fi', '--give-up', '5m'],
      { name: 'record', file: 'out.ndjson.gz', feeds: ['adsb.fi'], giveUpMs: 300_000, ...COMMON },
    ],
    [
      ['relay', '--listen', '[::1]:80', '--format', 'SBS', '--token-file', 'k'],
      { name: 'relay', feeds: [], listen: { host: '::1', port: 80 }, format: 'sbs', tokenFile: 'k', ...COMMON },
    ],
    [['relay'], { name: 'relay', feeds: [], listen: { host: '127.0.0.1', port: 7700 }, ...COMMON }],
    [
      ['log', '--limit', '5', '--plain', '--no-color'],
      { name: 'log', limit: 5, ...COMMON, output: 'plain', color: false },
    ],
    [['log', '--color'], { name: 'log', ...COMMON, color: true }],
    [['doctor', 'adsb.lol'], { name: 'doctor', feeds: ['adsb.lol'], waitMs: 10_000, ...COMMON }],
    [['watch'], { name: 'watch', order: { do: 'list' }, ...COMMON }],
    [
      ['watch', 'add', 'RA-86559,15521f', 'type:IL62'],
      {
        name: 'watch',
        order: {
          do: 'add',
          rules: [
            { kind: 'registration', registration: 'RA-86559' },
            { kind: 'icao24', icao24: '15521f' },
            { kind: 'typecode', typecode: 'IL62' },
          ],
        },
        ...COMMON,
      },
    ],
    [['filter', 'check', 'alt>30000', 'gs<100'], { name: 'filter', query: 'alt>30000 gs<100', argument: 2, ...COMMON }],
    [
      ['config', 'set', 'units', 'metric', '--data-dir', 'd'],
      { name: 'config', order: { do: 'set', key: 'units', value: 'metric' }, ...COMMON, dataDir: 'd' },
    ],
    [['config', 'unset', 'units'], { name: 'config', order: { do: 'unset', key: 'units' }, ...COMMON }],
    [['--help'], { name: 'help' }],
    [['log', '-h', '--json'], { name: 'help', of: 'log' }],
    [['demo', '--version'], { name: 'version' }],
    [
      ['--glyphs', 'ascii', '--theme', 'mono', '--slow', '--screen-reader'],
      {
        name: 'monitor',
        feeds: [],
        ...COMMON,
        ...VIEWING,
        glyphs: 'ascii',
        theme: 'mono',
        slow: true,
        screenReader: true,
      },
    ],
  ])('understands %j', (argv, command) => {
    expect(read(...argv)).toEqual(command);
  });

  it('takes several anchors, and the watchlist of one run', () => {
    const line = read(
      'replay',
      'x',
      '--anchor',
      ANCHOR,
      `--anchor=${ANCHOR}`,
      '--watch',
      '15521f,type:IL62',
      '--events-for-all',
      '--all',
    );
    const anchor = {
      icao24: '155221',
      place: 'ZKPY',
      at: Date.parse('2024-01-20T03:14:00Z'),
      onGround: true,
      source: 'satellite image',
    };
    expect(line).toMatchObject({ anchors: [anchor, anchor], all: true, eventsForAll: true });
    expect(line).toMatchObject({
      watch: [
        { kind: 'icao24', icao24: '15521f' },
        { kind: 'typecode', typecode: 'IL62' },
      ],
    });
  });

  it('hands every value on as it was typed, quotes and all', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => text !== '' && !text.includes('???')),
        (text) => {
          expect(read(`--filter=${text}`)).toMatchObject({ name: 'monitor', filter: text });
          expect(read('replay', '--', text)).toMatchObject({ name: 'replay', files: [text] });
        },
      ),
    );
    expect(read('--filter', '"Air Koryo"')).toMatchObject({ filter: '"Air Koryo"' });
    expect(read('--filter', "'x'")).toMatchObject({ filter: "'x'" });
  });

  it('never throws, whatever it is given', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(
        ...OPTIONS.map((one) => `--${one.flag}`),
        ...COMMANDS.map((one) => one.name),
        '--',
        '-',
        '--no-store',
        '__proto__',
        '--__proto__',
        '--constructor',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (argv) => {
        const line = readCommandLine(argv, context);
        if (isUsageError(line)) for (const shown of usageLines(line, argv)) expect(shown).not.toMatch(OBEYED);
        else expect(line.name).toBeTypeOf('string');
      }),
    );
  });
});

describe('a wrong command line', () => {
  it('is pointed at, with the nearest known name', () => {
    expect(said('--onse', 'adsb.lol')).toEqual([
      'dprk-watch: there is no such option',
      '  dprk-watch --onse adsb.lol',
      '             ^^^^^^',
      'Did you mean --once?',
    ]);
    expect(said('replya', 'x')).toEqual([
      'dprk-watch: there is no such command or feed',
      '  dprk-watch replya x',
      '             ^^^^^^',
      'Did you mean replay?',
    ]);
  });

  it('points at the characters of a filter, behind the quotes that the shell took', () => {
    expect(said('log', '--filter', 'alt>1 ???')).toEqual([
      'dprk-watch: --filter wants a filter: a field was expected',
      "  dprk-watch log --filter 'alt>1 ???'",
      `${' '.repeat(33)}^^^`,
    ]);
    expect(said('log', '--filter=???')[2]).toBe(`${' '.repeat(27)}^^^`);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['an option without its value', ['--filter'], /--filter needs a value: QUERY/],
    ['a value that looks like an option', ['--filter', '-x'], /needs a value: QUERY[\s\S]*--filter=QUERY/],
    ['a switch with a value', ['--once=1'], /--once takes no value/],
    ['an option given twice', ['--wait', '1', '--wait', '2'], /--wait is given twice/],
    ['no number', ['--wait', 'soon'], /--wait wants seconds/],
    ['no waiting', ['--wait', '0'], /--wait wants seconds/],
    ['NaN', ['--wait', 'NaN'], /--wait wants seconds/],
    ['no speed', ['replay', 'x', '--speed', '0'], /--speed wants a speed/],
    ['a negative speed', ['replay', 'x', '--speed=-1'], /--speed wants a speed/],
    ['no time', ['replay', 'x', '--from', 'yesterday'], /--from wants a time/],
    ['a day that is none', ['replay', 'x', '--from', '2024-02-30'], /--from wants a time/],
    [
      'an end before the beginning',
      ['replay', 'x', '--from', '2024-01-02', '--to', '2024-01-01'],
      /--to has to be later/,
    ],
    ['no port', ['relay', '--listen', 'localhost'], /--listen wants an address/],
    ['a port too high', ['relay', '--listen', ':70000'], /--listen wants an address/],
    ['no format', ['--format', 'morse'], /--format wants one of readsb, sbs/],
    ['no JSON', ['replay', 'x', '--anchor', '{'], /--anchor wants JSON/],
    [
      'an anchor without a place',
      ['replay', 'x', '--anchor', '{"icao24":"155221"}'],
      /look at place, at, onGround, source/,
    ],
    ['no glyphs', ['--glyphs', 'emoji'], /one of unicode, ascii/],
    ['two forms of output', ['--json', '--plain'], /exclude each other/],
    ['an import that is not kept', ['demo', '--import', '--no-store'], /exclude each other/],
    ['an option of another command', ['log', '--loop'], /--loop means nothing to `log`[\s\S]*`replay`/],
    ['a recording that is missing', ['./no.ndjson'], /there is no such file/],
    ['a scheme mistyped', ['wws://example.org'], /wws:\/\/ is no kind of feed[\s\S]*Did you mean wss/],
    ['a scheme alone', ['wss://'], /there is no host/],
    ['replay without a file', ['replay'], /`replay` needs a recording/],
    ['record without a file', ['record'], /`record` needs a file/],
    ['a word too many', ['demo', 'x'], /`demo` takes nothing more/],
    ['a rule that is none', ['watch', 'add', '!!'], /is not something to watch/],
    ['nothing to add', ['watch', 'add'], /needs what to add/],
    ['an order that is none', ['config', 'sett', 'a', 'b'], /Did you mean set\?/],
    ['a watchlist that is none', ['--watch', '!!'], /--watch wants addresses/],
    ['an empty folder', ['--data-dir', ''], /--data-dir wants something/],
  ])('says what is wrong with %s', (_, argv, words) => {
    const lines = said(...argv);
    expect(lines.join('\n')).toMatch(words);
    for (const line of lines.slice(0, 3)) expect(line).not.toContain('    at ');
  });

  it.each(COMMANDS_TO_COME)('says that `%s` is not built yet, and what there is', (name) => {
    expect(said(name).join('\n')).toMatch(/is not built yet[\s\S]*There is: demo, replay, record/);
  });

  it('shows no credential, wherever it stands', () => {
    for (const argv of [
      ['wss://me:hunter2@example.org/', '--onse'],
      ['wss://example.org/?key=hunter2', '--onse'],
      ['--token', 'hunter2', 'x'],
      ['--api-key=hunter2'],
      ['wss://example.org/feed?token=hunter2', '--wait', 'x'],
    ]) {
      const lines = said(...argv).join('\n');
      expect(lines).not.toContain('hunter2');
      expect(lines).toContain('…');
    }
  });

  it('obeys nothing that was typed, and stays on one screen line', () => {
    const lines = said(`--\u001b[2J\u009b31m${'x'.repeat(300)}`, 'y'.repeat(300));
    for (const line of lines) {
      expect(line).not.toMatch(OBEYED);
      expect(cellWidth(line)).toBeLessThanOrEqual(79);
    }
  });
});

describe('the help', () => {
  const all = helpLines(undefined, context.feedNames);

  it('names every command, every option and the exit codes, within 79 columns', () => {
    const text = all.join('\n');
    for (const option of OPTIONS) expect(text).toContain(`--${option.negated === 'only' ? 'no-' : ''}${option.flag}`);
    for (const command of COMMANDS) expect(text).toContain(command.usage);
    for (const name of COMMANDS_TO_COME) expect(text).toContain(name);
    expect(text).toContain('128+n');
    for (const line of all) expect(cellWidth(line)).toBeLessThanOrEqual(79);
  });

  it.each(COMMANDS.map((row) => row.name))('of `%s` has its options only, within 79 columns', (name) => {
    const lines = helpLines(name, context.feedNames);
    const text = lines.join('\n');
    for (const option of OPTIONS) {
      const typed = `  --${option.negated === 'only' ? 'no-' : ''}${option.flag}`;
      const isThere = new RegExp(`^${typed}(?![\\w-])`, 'm').test(text);
      expect({ typed, isThere }).toEqual({ typed, isThere: option.commands.includes(name) });
    }
    for (const line of lines) expect(cellWidth(line)).toBeLessThanOrEqual(79);
  });

  it('is made of the rows that the README is made of', () => {
    expect(commandRows).toHaveLength(COMMANDS.length);
    expect(optionRows.map((row) => row.option)).toContain('--color, --no-color');
    expect(optionRows.map((row) => row.option)).toContain('--no-store');
  });
});

describe('the nearest name', () => {
  it.each([
    ['rpelay', 'replay'],
    ['doc', 'doctor'],
    ['zzzzzz', undefined],
    ['', undefined],
  ])('of %j is %j', (typed, name) => {
    expect(
      nearest(
        typed,
        COMMANDS.map((row) => row.name),
      ),
    ).toBe(name);
  });

  it('keeps words apart from options after --', () => {
    expect(scan(['--', '--once'])).toMatchObject({ options: [], words: [{ text: '--once', argument: 1 }] });
  });
});
