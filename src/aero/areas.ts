/**
 * The areas that have a name of their own: a FIR and seas, for the filter's `in:` and, with the countries, for events and routes
 * (`area-lookup.ts`). One list, so that all of them mean the same line. Where an area is approximate it says so.
 */
import { pyongyangFir } from './fir.ts';
import type { NamedArea } from './named-area.ts';
import { seas } from './seas.ts';
import type { Position } from './units.ts';

export type { NamedArea } from './named-area.ts';

export const namedAreas: readonly NamedArea[] = [pyongyangFir, ...seas];

const byId = new Map(namedAreas.map((area) => [area.id, area]));

/** The area of a name as typed (any case), `undefined` if there is none. */
export const areaOf = (id: string): NamedArea | undefined => byId.get(id.trim().toLowerCase());

/** All areas as the filter's context wants them: rings by name. */
export const areaRings: Readonly<Record<string, readonly Position[]>> = Object.fromEntries(
  namedAreas.map(({ id, ring }) => [id, ring]),
);
