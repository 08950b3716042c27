/**
 * TABLE of the panes: what each region of the layout shows. In: the state, the region's space and what panes need beside them. Out: lines
 * of words and tones; colour comes later, from `paint`. The header is not here: it is drawn with its clock, by the screen.
 */
import type { State } from '../../app/state.ts';
import type { ProfileChart } from '../../view/charts.ts';
import type { RegionId } from '../../view/layout.ts';
import { aircraftModel } from '../../view/panes/aircraft.ts';
import { detailsModel } from '../../view/panes/details.ts';
import { eventsModel } from '../../view/panes/events.ts';
import { eventsViewModel } from '../../view/panes/events-view.ts';
import { feedsModel } from '../../view/panes/feeds.ts';
import { footerModel } from '../../view/panes/footer.ts';
import { helpModel } from '../../view/panes/help.ts';
import { promptModel } from '../../view/panes/prompt.ts';
import { replayBarModel } from '../../view/panes/replay-bar.ts';
import { routeModel } from '../../view/panes/route.ts';
import type { Line, Space } from '../../view/types.ts';
import type { ActiveKey } from '../keys.ts';

/** What panes are given beside the state. */
export interface PaneContext {
  readonly keys: readonly ActiveKey[];
  /** The keys of the view that lies under the help. */
  readonly keysBelow: readonly ActiveKey[];
  /** The profile chart, once it is loaded. */
  readonly chart?: ProfileChart;
}

export interface Pane {
  readonly id: RegionId;
  readonly title: string;
  /** The row of the key table that leads there, where one does. */
  readonly key?: string;
  readonly model: (state: State, space: Space, context: PaneContext) => readonly Line[];
}

const definePane = (pane: Pane): Pane => pane;

export const PANES: readonly Pane[] = [
  definePane({ id: 'aircraft', title: 'Aircraft', key: 'pane-aircraft', model: aircraftModel }),
  definePane({
    id: 'route',
    title: 'Route',
    key: 'pane-route',
    model: (state, space, { chart }) => routeModel(state, space, chart),
  }),
  definePane({ id: 'events', title: 'Events', key: 'pane-events', model: eventsModel }),
  definePane({
    id: 'details',
    title: 'Details',
    key: 'details',
    model: (state, space, { chart }) => detailsModel(state, space, chart),
  }),
  definePane({ id: 'events-view', title: 'Event log', key: 'events', model: eventsViewModel }),
  definePane({ id: 'feeds', title: 'Feeds', key: 'feeds', model: feedsModel }),
  definePane({
    id: 'help',
    title: 'Help',
    key: 'help',
    model: (state, space, { keysBelow }) => helpModel(state, space, keysBelow),
  }),
  definePane({ id: 'replay-bar', title: 'Replay', key: 'replay-bar', model: replayBarModel }),
  definePane({ id: 'prompt', title: 'Prompt', model: promptModel }),
  definePane({ id: 'footer', title: 'Keys', model: (state, space, { keys }) => footerModel(state, space, keys) }),
];

const byId: ReadonlyMap<RegionId, Pane> = new Map(PANES.map((pane) => [pane.id, pane]));

/** The lines of a region. */
export const modelOf = (id: RegionId, state: State, space: Space, context: PaneContext): readonly Line[] =>
  byId.get(id)?.model(state, space, context) ?? [];
