import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlightEvent } from '../../src/events/types.ts';
import { eventFromJson, eventToJson } from '../../src/events/wire.ts';
import { foldVisits, ledgerOf, recallVisits } from '../../src/visits/fold.ts';
import { emptyVisits, type VisitMemory } from '../../src/visits/memory.ts';
import type { Visit } from '../../src/visits/types.ts';
import { visitFromJson } from '../../src/visits/wire-read.ts';
import { anchor, at, august, happened, leg, september } from './happened.ts';

/** One event after the other, as a run meets them. */
function lived(events: readonly FlightEvent[], start: VisitMemory = emptyVisits()) {
  let memory = start;
  const said: FlightEvent[] = [];
  for (const event of events) {
    const step = foldVisits(memory, [event], event.detectedAt);
    memory = step.memory;
    said.push(...step.events);
  }
  return { memory, said };
}
const visitIn = (event: FlightEvent | undefined): Visit | undefined => visitFromJson(event?.detail['visit']);
const standing = (events: readonly FlightEvent[]): readonly FlightEvent[] => {
  const gone = new Set(events.map(({ supersedes }) => supersedes));
  return events.filter(({ id, status }) => status !== 'retracted' && !gone.has(id));
};
const stored = (events: readonly FlightEvent[]): readonly FlightEvent[] =>
  events.map((event) => eventFromJson(JSON.parse(JSON.stringify(eventToJson(event)))) ?? event);
const kinds = (events: readonly FlightEvent[]): readonly string[] =>
  events.map(({ kind, status }) => (status === 'confirmed' ? kind : `${kind} ${status}`));
const ownVisits = (memory: VisitMemory) => ledgerOf(memory).visits.filter(({ provenance }) => provenance === 'log');

describe('a visit that was heard from end to end', () => {
  const heard = [
    happened('take-off', 'UHWW', '2024-09-20T01:30'),
    happened('landing', 'ZKPY', '2024-09-20T03:00', { detail: leg('UHWW', 400, 385) }),
    happened('take-off', 'ZKPY', '2024-09-20T12:24'),
    happened('landing', 'UHHH', '2024-09-20T14:10', { detail: leg('ZKPY', 700, 693) }),
  ];

  it('opens with the landing, closes with the take-off, and learns where it went', () => {
    const { said } = lived(heard);
    expect(kinds(said)).toEqual(['visit-opened', 'visit-closed', 'visit-closed revised']);
    const visit = visitIn(said.at(-1));
    expect(visit).toMatchObject({
      airport: 'ZKPY',
      basis: 'observed',
      open: false,
      groundHours: { from: 9.36, to: 9.44, at: 9.4 },
      origin: { icao: 'UHWW' },
      next: { icao: 'UHHH', probability: 0.99 },
    });
    expect(visit?.probability).toBe(0.99);
  });

  it('has no end while it is open', () => {
    const { said } = lived(heard.slice(0, 2));
    const record = said[0]?.detail['visit'] as Record<string, unknown>;
    expect(record).toMatchObject({ departed: null, groundHours: null, next: null, open: true });
    expect(said[0]).toMatchObject({ kind: 'visit-opened', level: 'alert', place: { icao: 'ZKPY' } });
  });

  it('says nothing twice when lines come again', () => {
    const { memory, said } = lived(heard);
    expect(said).not.toEqual([]);
    expect(lived(heard, memory).said).toEqual([]);
    expect(foldVisits(memory, [], at('2024-09-21T00:00')).memory).toBe(memory);
  });

  it('says the same however the calls are cut', () => {
    const all = [...august(), ...september()];
    const whole = foldVisits(emptyVisits(), all, at('2023-10-01T00:00')).events;
    expect(whole).toEqual(lived(all).said);
    expect(whole.every(({ detectedAt }) => all.some((event) => event.detectedAt === detectedAt))).toBe(true);
  });

  it('gives every line an id of its own', () => {
    const ids = lived(heard).said.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(lived(heard).said.map(({ id }) => id)).toEqual(ids);
  });
});

describe('a visit that is inferred', () => {
  it('has intervals, candidates, the way round China, and about 37 hours', () => {
    const { said } = lived(august());
    const visit = visitIn(standing(said).find(({ kind }) => kind === 'visit-closed'));
    expect(visit).toMatchObject({ airport: 'ZKPY', basis: 'inferred', probability: 0.97, open: false });
    expect(visit?.arrived).toMatchObject({ fromAt: at('2023-07-31T22:47'), toAt: at('2023-07-31T23:37') });
    expect(visit?.groundHours?.from).toBeLessThanOrEqual(36.8);
    expect(visit?.groundHours?.to).toBeGreaterThanOrEqual(36.8);
    expect(visit?.route).toMatchObject({ avoided: ['CN'], flownNm: 4172, directNm: 3435 });
    expect(visit?.route.gaps).toHaveLength(1);
    expect(visit?.candidates.map(({ icao }) => icao)).toEqual(['ZKPY', 'ZKWS']);
  });

  it('names no field where two are as likely, and lists both', () => {
    const { said } = lived([
      happened('landing', 'ZKWS', '2024-10-27T12:00', {
        give: 40,
        basis: 'inferred',
        probability: 0.47,
        candidates: [
          { icao: 'ZKWS', probability: 0.47, distanceNm: 60 },
          { icao: 'ZKSD', probability: 0.43, distanceNm: 58 },
        ],
      }),
    ]);
    expect(said).toHaveLength(1);
    expect(said[0]?.place).toBeUndefined();
    expect(visitIn(said[0])).toMatchObject({ probability: 0.9 });
    expect(visitIn(said[0])?.airport).toBeUndefined();
    expect(said[0]?.text).toContain('Wonsan Kalma (ZKWS) or Sondok (ZKSD)');
  });

  it('opens none below one half, and none for a landing elsewhere', () => {
    expect(lived([happened('landing', 'ZKPY', '2024-01-01T00:00', { probability: 0.49 })]).said).toEqual([]);
    expect(lived([happened('landing', 'UHWW', '2024-01-01T00:00')]).said).toEqual([]);
  });

  it('is no visit when the aircraft lives there', () => {
    const home = { icao24: '7277a8', registration: 'P-632', typecode: 'T204' };
    expect(lived([happened('landing', 'ZKPY', '2023-09-01T05:00', home)]).said).toEqual([]);
  });
});

describe('revisions', () => {
  const first = happened('landing', 'ZKPY', '2023-07-31T23:00', { give: 60, basis: 'inferred', probability: 0.7 });
  const better = happened('landing', 'ZKPY', '2023-07-31T23:12', {
    give: 20,
    basis: 'inferred',
    probability: 0.95,
    status: 'revised',
    supersedes: first.id,
  });

  it('revise the visit under its id', () => {
    const { said } = lived([first, better]);
    expect(kinds(said)).toEqual(['visit-opened provisional', 'visit-opened revised']);
    expect(said[1]?.supersedes).toBe(said[0]?.id);
    expect(visitIn(said[1])?.id).toBe(visitIn(said[0])?.id);
    expect(visitIn(said[1])?.arrived?.at).toBe(at('2023-07-31T23:12'));
  });

  it('also after it has closed, both lines where both are touched', () => {
    const departure = happened('departure', 'ZKPY', '2023-08-02T12:00');
    const { said } = lived([first, departure, better]);
    expect(kinds(standing(said))).toEqual(['visit-opened revised', 'visit-closed revised']);
    expect(new Set(standing(said).map((one) => visitIn(one)?.id)).size).toBe(1);
  });

  it('take the visit back with the landing', () => {
    const taken = { ...better, id: 'taken', status: 'retracted' as const };
    const { said, memory } = lived([first, taken]);
    expect(kinds(said)).toEqual(['visit-opened provisional', 'visit-opened retracted']);
    expect(standing(said)).toEqual([]);
    expect(ownVisits(memory)).toEqual([]);
  });

  it('move it to a field elsewhere and take it back', () => {
    const elsewhere = happened('landing', 'UHWW', '2023-07-31T23:05', { status: 'revised', supersedes: first.id });
    expect(kinds(lived([first, elsewhere]).said)).toEqual(['visit-opened provisional', 'visit-opened retracted']);
  });

  it('bring back what was taken back, as a new line', () => {
    const taken = happened('landing', 'ZKPY', '2023-07-31T23:00', { status: 'retracted', supersedes: first.id });
    const again = happened('landing', 'ZKPY', '2023-07-31T23:12');
    const { said } = lived([first, taken, again]);
    expect(kinds(standing(said))).toEqual(['visit-opened']);
    expect(new Set(said.map(({ id }) => id)).size).toBe(said.length);
  });
});

describe('notes', () => {
  it('tighten the times and raise the belief', () => {
    const [, landing, , departure] = august();
    if (landing === undefined || departure === undefined) throw new Error('no such event');
    const { said } = lived([
      landing,
      anchor('ZKPY', '2023-07-31T23:20'),
      anchor('ZKPY', '2023-08-02T11:50'),
      departure,
    ]);
    const visit = visitIn(standing(said).at(-1));
    expect(visit?.arrived?.toAt).toBe(at('2023-07-31T23:20'));
    expect(visit?.departed?.fromAt).toBe(at('2023-08-02T11:50'));
    expect(visit?.probability).toBe(0.98);
    expect(visit?.evidence.filter(({ kind }) => kind === 'anchor').map(({ source }) => source)).toEqual([
      'satellite image',
      'satellite image',
    ]);
  });

  it('are a visit by themselves, whose arrival nobody heard', () => {
    const { said } = lived([anchor('ZKPY', '2025-01-14T03:00')]);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({ kind: 'visit-opened', basis: 'reported', probability: 0.98 });
    expect(visitIn(said[0])).toMatchObject({ basis: 'reported', airport: 'ZKPY', open: true });
    expect(visitIn(said[0])?.arrived).toBeUndefined();
    expect(said[0]?.text).toContain('when it came was not heard');
  });

  it('between two contacts elsewhere bound arrival and departure', () => {
    const { said } = lived([
      happened('take-off', 'UHWW', '2025-01-13T20:00'),
      anchor('ZKPY', '2025-01-14T03:00'),
      happened('landing', 'UHWW', '2025-01-15T03:00'),
    ]);
    const visit = visitIn(standing(said).at(-1));
    expect(visit?.arrived).toMatchObject({ toAt: at('2025-01-14T03:00'), basis: 'reported' });
    expect(visit?.departed?.fromAt).toBe(at('2025-01-14T03:00'));
    expect(visit?.departed?.toAt).toBeLessThan(at('2025-01-15T02:30'));
    expect(visit?.next?.icao).toBe('UHWW');
  });

  it('that come before the landing is known are the same visit', () => {
    const note = anchor('ZKPY', '2023-07-31T23:30');
    const landing = happened('landing', 'ZKPY', '2023-07-31T23:12', { give: 30, basis: 'inferred', probability: 0.9 });
    const { said } = lived([note, landing]);
    expect(kinds(said)).toEqual(['visit-opened', 'visit-opened revised']);
    expect(visitIn(said[1])?.id).toBe(visitIn(said[0])?.id);
    expect(visitIn(said[1])?.arrived?.toAt).toBe(at('2023-07-31T23:30'));
  });

  it('that contradict the landing are a conflict, not a choice', () => {
    const landing = happened('landing', 'ZKPY', '2023-07-31T23:12', { basis: 'inferred', probability: 0.9 });
    const { memory } = lived([landing, anchor('ZKWS', '2023-08-01T04:00')]);
    expect(ownVisits(memory)[0]?.conflicts[0]?.text).toContain(
      'A note has it on the ground at Wonsan Kalma (ZKWS) at 2023-08-01 04:00Z; that contradicts',
    );
    expect(ownVisits(memory)).toMatchObject([{ airport: 'ZKPY', probability: 0.9 }]);
  });
});

describe('two landings in the DPRK', () => {
  const down = happened('landing', 'ZKPY', '2024-09-20T03:00');
  const up = happened('take-off', 'ZKPY', '2024-09-20T05:00');

  it('40 minutes apart are one visit with a hop, and its end is taken back', () => {
    const { said, memory } = lived([down, up, happened('landing', 'ZKWS', '2024-09-20T05:40')]);
    expect(kinds(said)).toEqual(['visit-opened', 'visit-closed', 'visit-closed retracted']);
    expect(ownVisits(memory)).toMatchObject([{ open: true, airport: 'ZKPY' }]);
  });

  it('the end that was taken back is said again under an id of its own, also after a restart', () => {
    const events = [
      down,
      up,
      happened('landing', 'ZKWS', '2024-09-20T05:40'),
      happened('take-off', 'ZKWS', '2024-09-20T12:00'),
    ];
    const { said } = lived(events);
    expect(kinds(said)).toEqual(['visit-opened', 'visit-closed', 'visit-closed retracted', 'visit-closed']);
    expect(new Set(said.map(({ id }) => id)).size).toBe(said.length);
    const before = lived(events.slice(0, 3));
    const log = stored([...events.slice(0, 3), ...before.said].sort((a, b) => a.detectedAt - b.detectedAt));
    expect(lived(events.slice(3), recallVisits(log)).said.map(({ id }) => id)).toEqual(
      said.slice(3).map(({ id }) => id),
    );
  });

  it('half a day apart are two', () => {
    const { said, memory } = lived([down, up, happened('landing', 'ZKPY', '2024-09-20T15:00')]);
    expect(kinds(standing(said))).toEqual(['visit-opened', 'visit-closed', 'visit-opened']);
    expect(ownVisits(memory).map(({ open }) => open)).toEqual([false, true]);
  });

  it('that tell of the same arrival are one', () => {
    const inferred = happened('landing', 'ZKPY', '2024-09-20T03:05', { give: 20, basis: 'inferred', probability: 0.9 });
    const { memory } = lived([inferred, down, up]);
    expect(ownVisits(memory)).toMatchObject([{ basis: 'observed', arrived: { at: at('2024-09-20T03:00') } }]);
  });
});

describe('what was not heard', () => {
  it('an arrival: the stay is a closed visit without one', () => {
    const { said } = lived([
      happened('departure', 'ZKPY', '2024-10-23T08:15', { basis: 'inferred', probability: 0.9 }),
    ]);
    expect(kinds(said)).toEqual(['visit-closed']);
    expect(said[0]?.detail['visit']).toMatchObject({ arrived: null, groundHours: null, open: false });
  });

  it('a departure: elsewhere later means that it left in between', () => {
    const { said } = lived([
      happened('landing', 'ZKPY', '2024-01-20T03:00'),
      happened('take-off', 'UUMU', '2024-01-25T03:00'),
    ]);
    const visit = visitIn(said.at(-1));
    expect(said.at(-1)?.kind).toBe('visit-closed');
    expect(visit?.departed).toMatchObject({ basis: 'inferred' });
    expect(visit?.departed?.fromAt).toBeLessThanOrEqual(at('2024-01-20T03:00'));
    expect(visit?.departed?.toAt).toBeLessThan(at('2024-01-24T21:00'));
  });

  it('the log of an earlier run: the departure itself tells of the stay', () => {
    const stay = {
      place: null,
      candidates: [],
      arrivedFromAt: at('2024-01-20T02:40'),
      arrivedToAt: at('2024-01-20T03:20'),
      arrivedAt: at('2024-01-20T03:00'),
      probability: 0.9,
      basis: 'inferred',
      origin: { icao: 'UHWW', probability: 0.9 },
    };
    const { said } = lived([happened('departure', 'ZKPY', '2024-01-20T09:00', { detail: { stay } })]);
    expect(visitIn(said.at(-1))).toMatchObject({ origin: { icao: 'UHWW' }, groundHours: { at: 6 } });
  });
});

describe('a restart', () => {
  it.each([1, 2, 3, 4])('after line %i of August ends in the same lines', (cut) => {
    const events = august();
    const whole = lived(events);
    const before = lived(events.slice(0, cut));
    const log = stored([...events.slice(0, cut), ...before.said].sort((a, b) => a.detectedAt - b.detectedAt));
    const after = lived(events.slice(cut), recallVisits(log));
    expect([...before.said, ...after.said].map((one) => eventToJson(one))).toEqual(
      whole.said.map((one) => eventToJson(one)),
    );
  });

  it('says nothing by itself, also when the same lines are replayed', () => {
    const { said } = lived(august());
    const memory = recallVisits(stored([...august().slice(0, 0), ...said]));
    expect(lived([], memory).said).toEqual([]);
    expect(ownVisits(memory)).toHaveLength(1);
  });

  it('with the end of the log only keeps older visits as they were said', () => {
    const { said } = lived(august());
    const memory = recallVisits(stored(said));
    const later = lived(september(), memory);
    expect(kinds(later.said).filter((kind) => kind.endsWith('retracted'))).toEqual([]);
    expect(ownVisits(later.memory)).toHaveLength(2);
  });
});

describe('years of flights', () => {
  it('leave a bounded memory and every visit', () => {
    const start = at('2020-01-01T00:00');
    const day = 86_400_000;
    const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
    const events = Array.from({ length: 120 }, (_, week) => start + week * 7 * day).flatMap((monday) => [
      happened('take-off', 'UHWW', iso(monday)),
      happened('landing', 'ZKPY', iso(monday + 2 * 3_600_000), { detail: leg('UHWW') }),
      happened('take-off', 'ZKPY', iso(monday + 8 * 3_600_000)),
      happened('landing', 'UHWW', iso(monday + 10 * 3_600_000), { detail: leg('ZKPY') }),
    ]);
    const { memory, said } = lived(events);
    const kept = memory.aircraft.get('15521f');
    expect(kept?.clues.length).toBeLessThanOrEqual(80);
    expect(ownVisits(memory)).toHaveLength(120);
    expect(said.filter(({ status }) => status === 'retracted')).toEqual([]);
    expect(said.filter(({ kind, status }) => kind === 'visit-opened' && status !== 'revised')).toHaveLength(120);
  });
});

describe('a note that cannot be', () => {
  const plain = (memory: VisitMemory) =>
    ownVisits(memory).map(({ conflicts: _conflicts, rarity: _rarity, context: _context, ...facts }) => facts);
  const flown = august();
  const bare = plain(lived(flown).memory);

  it.each([
    [
      'in the DPRK while fixes are over Siberia',
      anchor('ZKPY', '2023-07-31T17:00'),
      'contradicts the fix of 2023-07-31 1',
    ],
    ['elsewhere in the middle of a heard stay', anchor('UHWW', '2023-08-02T05:00'), 'departure from the DPRK'],
    ['at another field during a sure stay', anchor('ZKWS', '2023-08-01T12:00'), 'landing at Pyongyang Sunan (ZKPY)'],
    ['after it had landed in Moscow', anchor('ZKPY', '2023-08-02T22:30'), 'landing at Chkalovsky'],
  ])('%s moves nothing, and is a conflict that says why', (_, note, words) => {
    const { memory } = lived([...flown, note]);
    expect(plain(memory)).toEqual(bare);
    expect(ownVisits(memory).map(({ conflicts }) => conflicts.map(({ text }) => text).join())[0]).toContain(words);
    expect(ownVisits(memory)[0]?.conflicts[0]?.source).toBe('satellite image');
  });

  it('whichever of two notes came last: both are conflicts where both cannot be', () => {
    const notes = [anchor('ZKPY', '2023-09-10T05:00'), anchor('UUMU', '2023-09-10T07:00')];
    for (const order of [notes, notes.toReversed()]) {
      const { memory } = lived([...flown, ...order]);
      expect(plain(memory)).toEqual(bare);
      expect(ownVisits(memory)[0]?.conflicts).toHaveLength(2);
    }
  });

  it('a note that fits is counted beside one that does not', () => {
    const { memory } = lived([...flown, anchor('ZKPY', '2023-08-02T11:50'), anchor('ZKPY', '2023-07-31T17:00')]);
    expect(ownVisits(memory)).toMatchObject([{ probability: 0.98, departed: { fromAt: at('2023-08-02T11:50') } }]);
    expect(ownVisits(memory)[0]?.conflicts).toHaveLength(1);
  });

  it('two notes at different fields name neither', () => {
    const { memory } = lived([anchor('ZKPY', '2025-01-14T03:00'), anchor('ZKWS', '2025-01-14T09:00')]);
    const [visit, ...rest] = ownVisits(memory);
    expect(rest).toEqual([]);
    expect(visit?.airport).toBeUndefined();
    expect(visit?.conflicts[0]?.text).toContain('Notes have it at ZKPY and at ZKWS');
  });
});

describe('seen again weeks later', () => {
  it('is one visit: no departure that nobody heard', () => {
    const { said, memory } = lived([anchor('ZKPY', '2025-01-14T03:00'), anchor('ZKPY', '2025-02-14T03:00')]);
    expect(kinds(said)).toEqual(['visit-opened', 'visit-opened revised']);
    expect(ownVisits(memory)).toHaveLength(1);
    expect(ownVisits(memory)[0]?.departed).toBeUndefined();
    expect(said.at(-1)?.text).toContain('whether it left in between is not known');
    expect(said.at(-1)?.level).toBe('note');
  });
});

describe('ids', () => {
  it('are of one visit each, whatever is noted in whatever order', () => {
    const noted = fc.record({
      place: fc.constantFrom('ZKPY', 'ZKWS', 'UHWW', 'UUMU'),
      hour: fc.integer({ min: 0, max: 24 * 62 }),
    });
    fc.assert(
      fc.property(fc.array(noted, { maxLength: 6 }), fc.integer({ min: 0, max: 10 }), (list, cut) => {
        const flown = [...august(), ...september()];
        const notes = list.map(({ place, hour }) =>
          anchor(place, new Date(at('2023-07-30T00:00') + hour * 3_600_000).toISOString().slice(0, 16)),
        );
        const { memory } = lived([...flown.slice(0, cut), ...notes, ...flown.slice(cut)]);
        const ids = ownVisits(memory).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 60 },
    );
  });
});
