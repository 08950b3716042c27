/**
 * `dprk-watch note`: a person's evidence into the store, as an `anchor` in the log, with what follows from it for the visits. In: the
 * note. Out: the lines that were added, in the ordered form. The same note twice is one note.
 */
import { clean } from '../../aero/clean.ts';
import { DAY_MS } from '../../aero/units.ts';
import type { FlightEvent } from '../../events/types.ts';
import { eventToJson } from '../../events/wire.ts';
import { anchorEvent, type Note } from '../../visits/anchor.ts';
import { foldVisits } from '../../visits/fold.ts';
import { isHomeAircraft, isHomeField } from '../../visits/home.ts';
import { type VisitMemory, visitsOfAircraft } from '../../visits/memory.ts';
import { siftNotes } from '../../visits/sift.ts';
import type { OutputForm } from '../cli-command.ts';
import type { ExitCode } from '../cli-exit.ts';
import { EXIT } from '../cli-exit.ts';
import { eventForPeople, eventPlain, jsonLine } from '../sink-rows.ts';
import type { CommandIo } from './io.ts';
import { formFor } from './io.ts';
import { memoryOf, type StoreOrder, withStore } from './ledger.ts';

const LINES = {
  json: (event: FlightEvent): string => jsonLine(eventToJson(event)),
  plain: eventPlain,
  people: eventForPeople,
};

export interface NoteOrder extends StoreOrder {
  readonly note: Note;
  readonly output: OutputForm;
}

/** A clock may be wrong, and a day is written in some zone: later than this nobody has seen it. */
const AHEAD_MS = DAY_MS;

/** Why the note moves nothing, where it does. */
function refusalOf(memory: VisitMemory, event: FlightEvent): string | undefined {
  const clues = event.icao24 === undefined ? [] : visitsOfAircraft(memory, event.icao24).clues;
  return siftNotes(clues).refused.find(({ note }) => note.id === event.id)?.text;
}

/** Stores the note. Exit 0, 2 for a note from the future, 3 when the store cannot be written. */
export function runNote({ note, output, ...order }: NoteOrder, io: CommandIo): Promise<ExitCode> {
  return withStore(order, io, 'write', (store) => {
    if (store === undefined) return EXIT.settings;
    const now = order.now();
    if (note.at > now + AHEAD_MS) {
      io.err(`dprk-watch: ${new Date(note.at).toISOString()} is in the future: nobody has seen it there yet`);
      return EXIT.usage;
    }
    const event = anchorEvent(note, now);
    if (store.eventLike(event.id) !== undefined) {
      io.err('dprk-watch: this was noted before');
      return EXIT.ok;
    }
    const { memory, events } = foldVisits(memoryOf(store, true, now), [event], Math.max(now, note.at));
    const saved = store.saveEvents([event, ...events]);
    if (!saved.ok) {
      io.err(`dprk-watch: ${saved.trouble.reason} (${order.storeFile})`);
      return EXIT.settings;
    }
    const lineOf = LINES[formFor(output, io.isTerminal)];
    for (const line of [event, ...events]) io.out(lineOf(line));
    const refusal = refusalOf(memory, event);
    if (refusal !== undefined) io.err(`dprk-watch: ${clean(refusal, { cells: 600 })}`);
    if (isHomeAircraft(note.icao24, note.registration))
      io.err('dprk-watch: it lives there: a note about it makes no visit');
    else if (!isHomeField(note.place))
      io.err('dprk-watch: the field is not in the DPRK: the note bounds visits, and makes none');
    return EXIT.ok;
  });
}
