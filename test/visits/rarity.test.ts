import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlightEvent } from '../../src/events/types.ts';
import { poissonAtLeast } from '../../src/visits/chance.ts';
import { baseRate, contextOf, isAnnounced } from '../../src/visits/context.ts';
import { annotated, foldVisits, ledgerOf, recallVisits } from '../../src/visits/fold.ts';
import { shippedContext, shippedHistory } from '../../src/visits/history.ts';
import { emptyVisits, type VisitSources } from '../../src/visits/memory.ts';
import { ratesOf, usualOf } from '../../src/visits/rates.ts';
import type { Visit } from '../../src/visits/types.ts';
import { at, august, happened, leg, september } from './happened.ts';

function ledgerAfter(events: readonly FlightEvent[], sources: VisitSources = {}) {
  let memory = emptyVisits({ beganAt: at('2023-07-31T12:54'), ...sources });
  for (const event of events) memory = foldVisits(memory, [event], event.detectedAt).memory;
  return ledgerOf(memory);
}
const shipped: VisitSources = { history: shippedHistory(), context: shippedContext };
const visitAt = (visits: readonly Visit[], day: string): Visit => {
  const found = visits.find(
    ({ arrived }) => arrived !== undefined && new Date(arrived.at).toISOString().startsWith(day),
  );
  if (found === undefined) throw new Error(`no visit on ${day}`);
  return found;
};
const texts = (visit: Visit, scope: string): string =>
  visit.rarity
    .filter((one) => one.scope === scope)
    .map(({ text }) => text)
    .join('\n');

describe('the two visits of 2023', () => {
  const ledger = ledgerAfter([...august(), ...september()], shipped);
  const first = annotated(visitAt(ledger.visits, '2023-07-31'), ledger);
  const second = annotated(visitAt(ledger.visits, '2023-09-25'), ledger);

  it('are each one record, with the published report as evidence beside ours', () => {
    expect(ledger.visits.filter(({ provenance }) => provenance === 'log')).toHaveLength(2);
    expect(
      ledger.visits.filter(
        ({ arrived }) =>
          arrived !== undefined && arrived.at > at('2023-07-01T00:00') && arrived.at < at('2023-10-10T00:00'),
      ),
    ).toHaveLength(2);
    expect(first.evidence.some(({ kind, source }) => kind === 'report' && source?.includes('NK News'))).toBe(true);
    expect(first.conflicts.length).toBeGreaterThanOrEqual(3);
  });

  it('August: first of its type since mid-2019, with scope and horizon', () => {
    expect(texts(first, 'type')).toBe(
      'first Il-62M visit in this log since July 2019; the log starts 2019-07-01; before 2023-07-31 it has published reports only, not complete',
    );
    expect(first.rarity.find(({ scope }) => scope === 'type')).toMatchObject({
      since: '2019-07',
      horizon: '2019-07-01',
    });
  });

  it('September: 2nd visit in 57 days, the same aircraft as on 1 August', () => {
    expect(texts(second, 'tail')).toContain('2nd visit in 57 days by RA-86559, same aircraft as on 1 August 2023');
    expect(texts(second, 'any')).toContain('2nd visit in 57 days');
    expect(texts(second, 'tail')).toContain('56 days after the arrival of the last visit by RA-86559');
  });

  it('August: 4–5 days after the end of the minister’s visit, 6–7 after its start, and no cause', () => {
    const note = first.context[0];
    expect(note?.text).toBe(
      "4–5 days after the end of the Russian defence minister's visit to the DPRK, 6–7 after its start",
    );
    expect(note).toMatchObject({ days: { from: 4, to: 5 }, relation: 'after-end', sinceStart: { from: 6, to: 7 } });
    expect(note?.baseRate).toBeGreaterThan(0);
    expect(note?.baseRate).toBeLessThan(0.2);
    for (const { text } of [...first.context, ...second.context])
      expect(text).not.toMatch(/because|due to|caus|led to|follow/i);
  });

  it('without the history August is the first the log knows, and says where the log starts', () => {
    const bare = ledgerAfter([...august(), ...september()]);
    const visit = annotated(visitAt(bare.visits, '2023-07-31'), bare);
    expect(texts(visit, 'type')).toBe('first Il-62M visit in this log; the log starts 2023-07-31');
    expect(visit.context).toEqual([]);
  });

  it('stand in the line that opens them', () => {
    let memory = emptyVisits({ ...shipped, beganAt: at('2023-07-31T12:54') });
    const said: FlightEvent[] = [];
    for (const event of august()) {
      const step = foldVisits(memory, [event], event.detectedAt);
      memory = step.memory;
      said.push(...step.events);
    }
    expect(said[0]?.text).toContain('First Il-62M visit in this log since July 2019');
    expect(said[0]?.text).toContain('4–5 days after the end of');
  });
});

describe('rarity', () => {
  it('counts no visit below .85 and states nothing of one', () => {
    const doubtful = happened('landing', 'ZKPY', '2023-08-20T00:00', { probability: 0.7, basis: 'inferred' });
    const left = happened('take-off', 'UUMU', '2023-08-25T00:00');
    const ledger = ledgerAfter([...august(), doubtful, left, ...september()]);
    expect(annotated(visitAt(ledger.visits, '2023-08-20'), ledger).rarity).toEqual([]);
    expect(texts(annotated(visitAt(ledger.visits, '2023-09-25'), ledger), 'tail')).toContain('2nd visit in 57 days');
  });

  it('never looks ahead', () => {
    const ledger = ledgerAfter([...august(), ...september()]);
    expect(texts(annotated(visitAt(ledger.visits, '2023-07-31'), ledger), 'tail')).toContain('first visit by RA-86559');
  });

  it('calls a stay the longest only where no interval overlaps', () => {
    const days = ['2023-08-10', '2023-08-20', '2023-08-30'];
    const stays = days.flatMap((day, index) => [
      happened('landing', 'ZKPY', `${day}T00:00`),
      happened('take-off', 'ZKPY', `${day}T${String(2 + index * 5).padStart(2, '0')}:00`),
      happened('landing', 'UHWW', `${day}T20:00`),
    ]);
    const ledger = ledgerAfter(stays);
    expect(texts(annotated(visitAt(ledger.visits, '2023-08-30'), ledger), 'any')).toContain('longest stay of the 3');
  });
});

describe('rates', () => {
  const flights = Array.from({ length: 12 }, (_, week) => at('2023-06-05T03:00') + week * 7 * 86_400_000).map(
    (time, index) => ({
      id: `f${index}`,
      icao24: '7277a8',
      registration: 'P-632',
      typecode: 'T204',
      from: 'ZKPY',
      to: 'UHWW',
      at: time,
    }),
  );
  const day = at('2023-08-30T01:00');
  const today = [0, 1, 2, 3].map((hour) => ({
    ...(flights[0] ?? flights[0]),
    id: `t${hour}`,
    at: day + hour * 3_600_000,
  }));

  it('say how many today, how many usually, and over which period', () => {
    const all = [...flights, ...today].flatMap((one) => (one.from === undefined ? [] : [one])) as typeof flights;
    const fifth = { ...all[0], id: 'now', at: day + 5 * 3_600_000 } as (typeof flights)[number];
    const [rate] = ratesOf(fifth, all, at('2023-06-01T00:00'));
    expect(rate?.text).toBe('5th Pyongyang–Vladivostok flight today, usually 0.9 a week (counted from 1 June 2023)');
    expect(rate?.basis).toMatch(/^12 in 90 days; so many or more in a day by chance: /);
  });

  it('say nothing of what is usual before a fortnight has passed, nor of the usual', () => {
    const one = flights[3];
    if (one === undefined) throw new Error('no flight');
    expect(ratesOf({ ...one, id: 'x' }, flights, one.at - 86_400_000)).toEqual([]);
    expect(ratesOf({ ...one, id: 'x', at: one.at + 86_400_000 }, flights, at('2023-06-01T00:00'))).toEqual([]);
  });

  it('say when a type was last on a route, never before the log began', () => {
    const other = { id: 'n', icao24: '15521f', typecode: 'IL62', from: 'UHWW', to: 'ZKPY', at: at('2023-09-20T00:00') };
    expect(ratesOf(other, flights, at('2023-06-01T00:00')).at(-1)?.text).toBe(
      'Ilyushin Il-62M on the route Pyongyang–Vladivostok: never before in this log, which starts 1 June 2023',
    );
  });

  it('are counted from landings whose origin is known', () => {
    const ledger = ledgerAfter([
      happened('landing', 'UHWW', '2023-09-01T03:00', { icao24: '7277a8', detail: leg('ZKPY') }),
    ]);
    expect(ledger.flights).toMatchObject([{ from: 'ZKPY', to: 'UHWW', icao24: '7277a8' }]);
  });

  it('are told for any flight by route, aircraft, type and operator, with the period', () => {
    const [one] = flights;
    if (one === undefined) throw new Error('no flight');
    const now = { ...one, id: 'now', operator: 'Air Koryo', at: day };
    const known = flights.map((flight) => ({ ...flight, operator: 'Air Koryo' }));
    expect(usualOf(now, [...known, now], at('2023-06-01T00:00'))).toBe(
      'Pyongyang–Vladivostok: 12 flights in the 90 days before, 0.9 a week; 12 by P-632, 12 of type Tupolev Tu-204/214, 12 of Air Koryo',
    );
    expect(usualOf(now, [], day)).toContain('began on the same day');
  });

  it('Poisson stays a probability', () => {
    expect(poissonAtLeast(0, 3)).toBe(1);
    expect(poissonAtLeast(1, 2)).toBeCloseTo(1 - Math.exp(-2), 12);
    fc.assert(
      fc.property(fc.nat(60), fc.double({ min: 0, max: 50, noNaN: true }), (count, expected) => {
        const chance = poissonAtLeast(count, expected);
        return chance >= 0 && chance <= 1;
      }),
    );
  });
});

describe('context', () => {
  const visit = (from: string, to: string): Visit => ({
    ...(ledgerAfter(august()).visits[0] as Visit),
    arrived: { fromAt: at(from), toAt: at(to), at: at(from), basis: 'observed', probability: 1 },
  });
  const entry = { label: 'X', from: '2023-08-10', to: '2023-08-12' };

  it.each([
    ['2023-08-12T05:00', 'during X, 2 days after its start'],
    ['2023-08-13T05:00', '1 day after the end of X, 3 after its start'],
    ['2023-08-08T05:00', '2 days before the start of X, 4 before its end'],
    ['2023-08-13T16:00', '1–2 days after the end of X, 3–4 after its start'],
  ])('arriving %s says "%s"', (time, text) => {
    expect(contextOf(visit(time, time), [entry])[0]?.text).toBe(text);
  });

  it('ends at a fortnight', () => {
    expect(contextOf(visit('2023-08-26T05:00', '2023-08-26T06:00'), [entry])).toHaveLength(1);
    expect(contextOf(visit('2023-08-27T05:00', '2023-08-27T06:00'), [entry])).toEqual([]);
  });

  it('has a base rate of the share of days as near to any entry', () => {
    expect(baseRate([], 19_000, 5)).toBe(0);
    expect(baseRate([entry], 19_579, 0)).toBeCloseTo(3 / 365, 6);
  });

  it('knows an announcement only from an entry of that kind', () => {
    const { departed: _left, ...stay } = visit('2023-08-10T05:00', '2023-08-10T06:00');
    expect(isAnnounced(stay, [entry])).toBe(false);
    expect(isAnnounced(stay, [{ ...entry, kind: 'announcement' }])).toBe(true);
  });

  it('ignores days that are none', () => {
    expect(
      contextOf(visit('2023-08-10T05:00', '2023-08-10T06:00'), [{ label: 'Y', from: '2023-02-31', to: '2023-03-01' }]),
    ).toEqual([]);
  });
});

describe('days on which nobody listened', () => {
  const restored = {
    ...happened('feed-restored', undefined, '2023-09-25T12:00', { detail: { gapSeconds: 54 * 86_400 } }),
    icao24: undefined,
  } as unknown as FlightEvent;
  const { icao24: _nobody, ...deaf } = restored;
  const ledger = ledgerAfter([...august(), deaf, ...september()]);
  const second = annotated(visitAt(ledger.visits, '2023-09-25'), ledger);

  it('are named, and the claims about the two visits still made', () => {
    expect(texts(second, 'tail')).toContain('2nd visit in 57 days by RA-86559, same aircraft as on 1 August 2023');
    expect(texts(second, 'tail')).toContain('not listening 2 Aug–25 Sep 2023');
  });

  it('are not counted: no rate from two days of listening', () => {
    const [flight] = ledger.flights.slice(-1);
    if (flight === undefined) throw new Error('no flight');
    const text = usualOf(flight, ledger.flights, at('2023-07-31T12:54'), ledger.holes);
    expect(text).toContain('that were listened to (not listening 2 Aug–25 Sep 2023), too short a time');
    expect(text).not.toMatch(/a week/);
  });

  it('come back from a stored log, and the same line twice is one hole', () => {
    expect(recallVisits([deaf, deaf]).holes).toEqual([
      { fromAt: at('2023-08-02T12:00'), toAt: at('2023-09-25T12:00') },
    ]);
  });
});
