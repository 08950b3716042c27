/** The history that is shipped: published visits and dated entries, marked as such everywhere, left out with `--no-history`. */
import type { ContextEntry } from './context.ts';
import { shippedVisits } from './history-rows.ts';
import type { Visit } from './types.ts';
import { visitOfRow } from './visit-row.ts';

/** The published visits, as visits of provenance `shipped`. */
export const shippedHistory = (): readonly Visit[] => shippedVisits.map((row) => visitOfRow(row, 'shipped'));

/** Dated entries around the visits of 2023 (detection.md §4.5). What happened on these days, and nothing about why anyone flew. */
export const shippedContext: readonly ContextEntry[] = [
  {
    label: "the Russian defence minister's visit to the DPRK",
    from: '2023-07-25',
    to: '2023-07-27',
    source: 'Do Rzeczy, August 2023',
    shipped: true,
  },
  {
    label: "the DPRK leader's visit to Russia",
    from: '2023-09-12',
    to: '2023-09-17',
    source: 'Bloomberg, September 2023',
    shipped: true,
  },
  {
    label: "the Russian foreign minister's visit to the DPRK",
    from: '2023-10-18',
    to: '2023-10-19',
    source: 'announcements of the Russian foreign ministry; detection.md names the month only',
    shipped: true,
  },
  {
    label: 'the launch of the satellite Malligyong-1',
    from: '2023-11-21',
    to: '2023-11-21',
    source: 'NK News, November 2023',
    shipped: true,
  },
];
