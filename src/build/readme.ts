/**
 * The parts of the README that are made from the program: a screen, the commands, the options, the keys, the filter's fields, the events. In: the
 * README as it stands. Out: the same with what stands between the marks made anew. `npm run readme` writes it; a test holds it to the tables.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { State } from '../app/state.ts';
import { initialUi } from '../app/ui-initial.ts';
import { loadProfile } from '../charts/profile.ts';
import { eventKinds } from '../events/index.ts';
import { emptyWorld } from '../events/world.ts';
import { fieldsHelp } from '../query/fields.ts';
import { updateWithTables } from '../run/tables.ts';
import { commandRows, optionRows } from '../shell/cli-tables.ts';
import { KEYS, keyRows } from '../ui/keys.ts';
import { screenText } from '../view/screen.ts';
import { emptyVisits } from '../visits/memory.ts';

const SUBJECT = '15521f';
const LABEL = 'RA-86559, Moscow – Pyongyang – Moscow, August 2023';

interface Line {
  readonly at: number;
  readonly feed: string;
  readonly text?: string;
}

/** The state of the shipped recording at a time, as the monitor has it there. */
function stateAt(at: number, columns: number, rows: number): State {
  const path = fileURLToPath(new URL('../recordings/august-2023.ndjson.gz', import.meta.url));
  const lines = gunzipSync(readFileSync(path))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  let state: State = {
    clock: 'recording',
    at: 0,
    wallAt: 0,
    world: emptyWorld({ watch: [{ kind: 'icao24', icao24: SUBJECT }], eventsForAll: false, sightings: new Map() }),
    links: new Map(),
    events: [],
    visits: emptyVisits(),
    unstored: new Set(),
    readMarkAt: 0,
    checkpoints: new Map(),
    showAll: false,
    ui: initialUi({ columns, rows, replayKeys: true }),
  };
  const span = { fromAt: lines[0]?.at ?? 0, toAt: lines.at(-1)?.at ?? 0 };
  for (const { at: receivedAt, feed, text } of lines) {
    if (receivedAt > at || text === undefined) continue;
    state = updateWithTables(state, { kind: 'frame', feed, format: feed, text, at: receivedAt }).state;
  }
  const ids = state.events.map((event) => event.id);
  state = updateWithTables(state, { kind: 'stored', at, ids }).state;
  const notice = { label: LABEL, reconstruction: true, ...span, at, playing: true, speed: 500 };
  return updateWithTables(state, { kind: 'replay', feed: 'player', notice }).state;
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
const code = (text: string): string => `\`${text}\``;
const chords = (row: { readonly chords: readonly string[] }): string =>
  row.chords.length > 4
    ? `${code(row.chords[0] ?? '')} … ${code(row.chords.at(-1) ?? '')}`
    : row.chords.map(code).join(' ');

/** What stands between `<!-- NAME -->` and `<!-- /NAME -->`. */
async function parts(): Promise<Readonly<Record<string, string>>> {
  const chart = await loadProfile();
  const state = stateAt(Date.parse('2023-07-31T22:20:00Z'), 120, 34);
  return {
    screen: `\`\`\`text\n${screenText(state, keyRows(state), chart).replace(/ +$/gm, '')}\n\`\`\``,
    commands: table(
      ['command', 'does'],
      commandRows.map(({ usage, does }) => [code(usage), does]),
    ),
    options: table(
      ['option', 'does'],
      optionRows.map(({ option, does }) => [code(option), does]),
    ),
    keys: table(
      ['keys', 'does', 'command', 'where'],
      KEYS.map((row) => [
        chords(row),
        row.help,
        code(`:${row.command}`),
        row.layer === 'replay' ? 'replay bar' : (row.views?.join(', ') ?? ''),
      ]),
    ),
    fields: table(
      ['field', 'asks for', 'for example'],
      fieldsHelp().map((row) => [code(row.name), row.help, row.examples.map(code).join(' ')]),
    ),
    events: table(
      ['event', 'level', 'why'],
      eventKinds.map(({ kind, level, why }) => [code(kind), level, why]),
    ),
  };
}

/** The README with its made parts made anew. */
export async function readmeText(current: string): Promise<string> {
  let text = current;
  for (const [name, body] of Object.entries(await parts())) {
    const marks = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
    if (!marks.test(text)) throw new Error(`README.md has no place for ${name}`);
    text = text.replace(marks, (_, before: string, after: string) => `${before}\n${body}\n\n${after}`);
  }
  return text;
}

const path = fileURLToPath(new URL('../../README.md', import.meta.url));
if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(path, await readmeText(readFileSync(path, 'utf8')));
