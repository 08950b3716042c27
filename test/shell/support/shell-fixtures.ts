/** What the tests of the shell share: events, a folder of their own, a command's surroundings that remember what was printed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { FlightEvent } from '../../../src/events/types.ts';
import type { CommandIo } from '../../../src/shell/commands/io.ts';

export const DAY_AT = Date.parse('2024-01-20T00:00:00.000Z');

export const eventOf = (id: string, more: Partial<FlightEvent> = {}): FlightEvent => ({
  id,
  kind: 'landing',
  status: 'confirmed',
  fromAt: DAY_AT,
  toAt: DAY_AT + 60_000,
  at: DAY_AT + 30_000,
  detectedAt: DAY_AT + 90_000,
  icao24: '15521f',
  registration: 'RA-86559',
  callsign: 'RFF7081',
  typecode: 'IL62',
  basis: 'inferred',
  probability: 0.91,
  place: { icao: 'ZKPY', name: 'Pyongyang Sunan' },
  candidates: [{ icao: 'ZKPY', probability: 0.91, distanceNm: 15.5 }],
  level: 'alert',
  text: 'RA-86559 probably landed at Pyongyang Sunan.',
  detail: {},
  ...more,
});

/** One text with every kind of byte that a terminal could obey. */
export const HOSTILE =
  'a\u001b]52;c;ZXZpbA==\u0007b\u001b[2Jc\u009b31md\u0090qe\u009cf\rg\nh\ti\u0000j\u007fk\u202el\u200bm\u{e0041}n\u001bco';

/** Control bytes other than the line's end and the column's tab, and what moves or hides text. */
export const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]|\udb40/;

/** Folders that are gone after each test. */
export function temporaryFolders(): () => string {
  const made: string[] = [];
  afterEach(() => {
    for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
  });
  return () => {
    const dir = mkdtempSync(join(tmpdir(), 'dprk-watch-test-'));
    made.push(dir);
    return dir;
  };
}

export interface RecordedIo extends CommandIo {
  readonly stdout: string[];
  readonly stderr: string[];
}

export function recordedIo(isTerminal = false): RecordedIo {
  const stdout: string[] = [];
  const stderr: string[] = [];
  return {
    stdout,
    stderr,
    out: (line) => {
      stdout.push(line);
      return true;
    },
    ready: () => Promise.resolve(),
    gone: () => false,
    err: (line) => {
      stderr.push(line);
    },
    isTerminal,
  };
}
