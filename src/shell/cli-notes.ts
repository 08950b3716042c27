/** What a person tells the program: `visits import`, `note`, `context`. In: words and options. Out: the order, or what is wrong with it. */
import { findPlace } from '../aero/airports.ts';
import { asRegistration, clean } from '../aero/clean.ts';
import { fleetAircraft } from '../aero/fleet.ts';
import { asIcao24 } from '../aero/icao24.ts';
import { icao24FromRegistration, normaliseRegistration } from '../aero/registration.ts';
import type { Note } from '../visits/anchor.ts';
import { contextEntryOf } from '../visits/import.ts';
import type { Values } from './cli-given.ts';
import type { Word } from './cli-scan.ts';
import { readText } from './cli-shared.ts';
import type { UsageError } from './cli-usage.ts';
import { usageError } from './cli-usage.ts';
import { type Read, readTime } from './cli-values.ts';
import type { ContextOrder } from './commands/context.ts';

const NOTE_EXAMPLE =
  'For example: dprk-watch note RA-86559 --on-ground ZKPY --at 2023-08-02T02:28Z --source "satellite image"';
const CONTEXT_EXAMPLE =
  'For example: dprk-watch context add "the minister\'s visit" --from 2023-07-25 --to 2023-07-27 --source "KCNA"';

/** Nothing, or `import FILE`. */
export function readVisitsOrder(words: readonly Word[]): { readonly importFile?: string } | UsageError {
  const [order, file, extra] = words;
  if (order === undefined) return {};
  if (order.text !== 'import') return usageError('`visits` knows import', { argument: order.argument });
  if (file === undefined)
    return usageError('`visits import` needs a file', undefined, 'CSV with a header, or JSON; see the README.');
  return extra === undefined
    ? { importFile: file.text }
    : usageError('one file at a time', { argument: extra.argument });
}

const readPlace = (text: string): Read<string> => {
  const place = findPlace(text);
  return place === undefined
    ? { ok: false, expected: 'a field by its code or name, such as ZKPY, FNJ or Sunan' }
    : { ok: true, value: place.icao };
};
const readSource = (text: string): Read<string> => {
  const words = clean(text, { cells: 500 });
  return words === '' ? { ok: false, expected: 'words that say who says so' } : { ok: true, value: words };
};
const readUrl = (text: string): Read<string> =>
  /^https?:\/\/\S+$/i.test(text)
    ? { ok: true, value: clean(text, { cells: 2000 }) }
    : { ok: false, expected: 'an http or https address' };

/** The address of an aircraft as a person names it, with the registration where that was the name. */
export function aircraftNamed(text: string): Pick<Note, 'icao24' | 'registration'> | undefined {
  const icao24 = asIcao24(text);
  if (icao24 !== undefined) return { icao24 };
  const registration = asRegistration(text);
  if (registration === undefined) return undefined;
  const plain = normaliseRegistration(registration);
  const known = fleetAircraft.find((one) => normaliseRegistration(one.registration) === plain);
  const address = known?.icao24 ?? icao24FromRegistration(registration);
  return address === undefined ? undefined : { icao24: address, registration: known?.registration ?? registration };
}

/** `ICAO24|REG --on-ground PLACE --at ISO --source TEXT [--url URL]`. */
export function readNote(words: readonly Word[], values: Values): Note | UsageError {
  const [who, extra] = words;
  if (who === undefined) return usageError('`note` needs an aircraft', undefined, NOTE_EXAMPLE);
  if (extra !== undefined) return usageError('`note` takes one aircraft', { argument: extra.argument }, NOTE_EXAMPLE);
  const aircraft = aircraftNamed(who.text);
  if (aircraft === undefined)
    return usageError(
      'this is no aircraft that has an address by rule',
      { argument: who.argument },
      'Give its address, six hex digits.',
    );
  const { place } = values.read('place', 'on-ground', readPlace);
  const { at } = values.read('at', 'at', readTime);
  const { source } = values.read('source', 'source', readSource);
  const url = values.read('url', 'url', readUrl);
  const fault = values.fault();
  if (fault !== undefined) return fault;
  if (place === undefined) return usageError('`note` needs --on-ground PLACE', undefined, NOTE_EXAMPLE);
  if (at === undefined) return usageError('`note` needs --at ISO', undefined, NOTE_EXAMPLE);
  if (source === undefined) return usageError('`note` needs --source TEXT', undefined, NOTE_EXAMPLE);
  return { ...aircraft, place, at, onGround: true, source, ...url };
}

/** `list`, `add LABEL --from DAY [--to DAY] [--source TEXT] [--url URL] [--announcement]`, `import FILE`. */
export function readContextOrder(words: readonly Word[], values: Values): ContextOrder | UsageError {
  const [first, ...rest] = words;
  if (first === undefined) return { do: 'list' };
  const [next, extra] = rest;
  if (first.text === 'list')
    return next === undefined ? { do: 'list' } : usageError('this is one word too many', { argument: next.argument });
  if (first.text === 'import') {
    if (next === undefined)
      return usageError('`context import` needs a file', undefined, 'CSV with a header, or JSON.');
    return extra === undefined
      ? { do: 'import', file: next.text }
      : usageError('one file at a time', { argument: extra.argument });
  }
  if (first.text !== 'add')
    return usageError('`context` knows list, add, import', { argument: first.argument }, CONTEXT_EXAMPLE);
  if (next === undefined) return usageError('`context add` needs a label', undefined, CONTEXT_EXAMPLE);
  const given = {
    ...values.read('from', 'from', readText),
    ...values.read('to', 'to', readText),
    ...values.read('source', 'source', readSource),
    ...values.read('url', 'url', readUrl),
  };
  const fault = values.fault();
  if (fault !== undefined) return fault;
  if (given.from === undefined) return usageError('`context add` needs --from DAY', undefined, CONTEXT_EXAMPLE);
  const label = rest.map(({ text }) => text).join(' ');
  const entry = contextEntryOf({
    label,
    ...given,
    ...(values.is('announcement') === true ? { kind: 'announcement' } : {}),
  });
  return typeof entry === 'string' ? usageError(entry, undefined, CONTEXT_EXAMPLE) : { do: 'add', entry };
}
