/**
 * A person's evidence in a replay (`--anchor`): each piece is entered as the recording's clock passes it, as `note` does for the store. In: where
 * messages go, and the pieces. Out: where they go with the pieces between them. After going back, what lies before is entered anew; that adds nothing.
 */
import { DAY_MS, type EpochMs } from '../aero/units.ts';
import type { Msg } from '../app/msg.ts';
import type { Anchor } from '../events/journey/types.ts';
import type { Store } from '../shell/store.ts';

/** Longer ago than any stay known, and than the memory of a journey. */
const LATELY_MS = 30 * DAY_MS;

/** What a person noted in the store lately enough to matter to the stay in hand; `note` may be used while the monitor runs. */
export function notedAnchors(store: Store, now: EpochMs): readonly Anchor[] {
  return [...store.eventsOfKinds(['anchor'])].flatMap(({ icao24, place, at, detail }) => {
    if (icao24 === undefined || place === undefined || now - at > LATELY_MS) return [];
    const url = typeof detail['url'] === 'string' ? { url: detail['url'] } : {};
    return [
      {
        icao24,
        place: place.icao,
        at,
        onGround: detail['onGround'] === true,
        source: String(detail['source'] ?? ''),
        ...url,
      },
    ];
  });
}

export function withAnchors(dispatch: (msg: Msg) => void, anchors: readonly Anchor[]): (msg: Msg) => void {
  if (anchors.length === 0) return dispatch;
  const sorted = [...anchors].sort((a, b) => a.at - b.at);
  let next = 0;
  return (msg) => {
    if (msg.kind === 'replay' && msg.notice.rewind !== undefined) next = 0;
    if (msg.kind === 'frame' || msg.kind === 'link') {
      for (let anchor = sorted[next]; anchor !== undefined && anchor.at <= msg.at; anchor = sorted[next]) {
        next += 1;
        dispatch({ kind: 'anchor', at: msg.at, anchor });
      }
    }
    dispatch(msg);
  };
}
