/**
 * How a player of a recording speaks over a relay: `{"type":"replay", …}`, both ways. In: a frame, or a notice. Out: the other one.
 * Times on the wire are epoch ms of the recording; a speed without limit is written "max".
 */
import { clean } from '../aero/clean.ts';
import { epochMsOf } from './clock.ts';
import type { Row } from './row-fields.ts';
import type { ReplayNotice } from './types.ts';

const LABEL_CELLS = 120;

const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

const speedOf = (value: unknown): number => {
  if (value === 'max') return Number.POSITIVE_INFINITY;
  return typeof value === 'number' && value >= 0 ? value : 1;
};

/** The notice in a frame of type `replay`; `undefined` where its times are unusable. A speed that is none counts as 1. */
export const readNotice = (frame: Row): ReplayNotice | undefined => {
  const fromAt = epochMsOf(frame.from);
  const toAt = epochMsOf(frame.to);
  const at = epochMsOf(frame.at);
  if (fromAt === undefined || toAt === undefined || at === undefined) return undefined;
  const checkpoint = count(frame.checkpoint);
  const rewind = count(frame.rewind);
  return {
    label: clean(frame.label, { cells: LABEL_CELLS }),
    reconstruction: frame.reconstruction === true,
    fromAt,
    toAt,
    at,
    playing: frame.playing === true,
    speed: speedOf(frame.speed),
    ...(checkpoint === undefined ? {} : { checkpoint }),
    ...(rewind === undefined ? {} : { rewind }),
    ...(frame.ended === true ? { ended: true } : {}),
  };
};

/** The notice as a frame. */
export const replayMessage = (notice: ReplayNotice): string =>
  JSON.stringify({
    type: 'replay',
    at: notice.at,
    label: notice.label,
    reconstruction: notice.reconstruction,
    from: notice.fromAt,
    to: notice.toAt,
    playing: notice.playing,
    speed: notice.speed === Number.POSITIVE_INFINITY ? 'max' : notice.speed,
    checkpoint: notice.checkpoint,
    rewind: notice.rewind,
    ended: notice.ended,
  });
