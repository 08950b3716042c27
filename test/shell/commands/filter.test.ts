import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/query/explain.ts';
import { matches } from '../../../src/query/match.ts';
import { parse } from '../../../src/query/parse.ts';
import type { FilterLanguage } from '../../../src/shell/commands/filter.ts';
import { runFilterCheck } from '../../../src/shell/commands/filter.ts';
import { runLog } from '../../../src/shell/commands/log.ts';
import { openStore } from '../../../src/shell/store.ts';
import { DAY_AT, eventOf, recordedIo, temporaryFolders } from '../support/shell-fixtures.ts';

const folder = temporaryFolders();
const filterLanguage: FilterLanguage = {
  check: (text) => {
    const parsed = parse(text);
    return parsed.ok ? undefined : parsed.error;
  },
  explain: (text) => {
    const parsed = parse(text);
    return parsed.ok ? explain(parsed.query) : '';
  },
};

describe('the filter language on the command line', () => {
  it('explains what is well formed, exit 0, and points at what is not, exit 2', () => {
    const io = recordedIo();
    expect(runFilterCheck('type:IL62 alt>30000', 'auto', filterLanguage, io)).toBe(0);
    expect(io.stdout).toHaveLength(1);
    expect(io.stdout[0]).toMatch(/IL62/);
    expect(io.stderr).toEqual([]);
    expect(runFilterCheck('alt>abc', 'auto', filterLanguage, io)).toBe(2);
    expect(io.stderr[1]).toBe("  dprk-watch filter check 'alt>abc'");
    expect(io.stderr[2]).toMatch(/^ +\^+$/);
  });

  it.each([
    ['reg:RA-86559', ['landed']],
    ['RFF7081', ['landed']],
    ['type:T204', ['left']],
    ['to:ZKPY', ['landed']],
    ['!type:IL62', ['left']],
    ['probably', ['landed']],
  ])('log --filter %j prints %j', async (filter, ids) => {
    const storeFile = join(folder(), 'store.sqlite');
    const store = openStore(storeFile, { now: () => DAY_AT });
    if ('kind' in store) throw new Error(store.reason);
    const other = {
      kind: 'take-off',
      registration: 'P-632',
      typecode: 'T204',
      icao24: '72000a',
      callsign: 'KOR151',
      text: 'P-632 took off.',
    };
    store.saveEvents([eventOf('landed'), eventOf('left', other)]);
    store.close();
    const parsed = parse(filter);
    if (!parsed.ok) throw new Error(parsed.error.text);
    const io = recordedIo();
    expect(
      await runLog(
        {
          output: 'json',
          storeFile,
          now: () => DAY_AT,
          matches: (subject) => matches(parsed.query, subject, { now: DAY_AT }),
        },
        io,
      ),
    ).toBe(0);
    expect(io.stdout.map((line) => JSON.parse(line).id)).toEqual(ids);
  });
});
