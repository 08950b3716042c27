/**
 * `dprk-watch note`: a person's evidence into the store, as an `anchor` in the log, with what follows from it for the visits. In: the
 * note. Out: the lines that were added, in the ordered form. The same note twice is one note.
 */
import type { FlightEvent } from '../../events/types.ts';
import { eventToJson } from '../../events/wire.ts';
import { anchorEvent, type Note } from '../../visits/anchor.ts';
import { foldVisits } from '../../visits/fold.ts';
import { isHomeAircraft, isHomeField } from '../../visits/home.ts';
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

/** Stores the note. Exit 0, 3 when the store cannot be written. */
export function runNote({ note, output, ...order }: NoteOrder, io: CommandIo): Promise<ExitCode> {
  return withStore(order, io, 'write', (store) => {
    if (store === undefined) return EXIT.settings;
    const now = order.now();
    const event = anchorEvent(note, now);
    if (store.eventLike(event.id) !== undefined) {
      io.err('dprk-watch: this was noted before');
      return EXIT.ok;
    }
    const { events } = foldVisits(memoryOf(store, true, now), [event], Math.max(now, note.at));
    const saved = store.saveEvents([event, ...events]);
    if (!saved.ok) {
      io.err(`dprk-watch: ${saved.trouble.reason} (${order.storeFile})`);
      return EXIT.settings;
    }
    const lineOf = LINES[formFor(output, io.isTerminal)];
    for (const line of [event, ...events]) io.out(lineOf(line));
    if (isHomeAircraft(note.icao24, note.registration))
      io.err('dprk-watch: it lives there: a note about it makes no visit');
    else if (!isHomeField(note.place))
      io.err('dprk-watch: the field is not in the DPRK: the note bounds visits, and makes none');
    return EXIT.ok;
  });
}
