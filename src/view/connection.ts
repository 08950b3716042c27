/**
 * How the feeds stand, in words: one feed at a time. In: a link and the clock. Out: sign, word,
 * reason, tone. Silence is said in steps and the next try as a time of day, so that waiting costs no bytes. Nothing is softened:
 * when no feed delivers, what is on the screen is called frozen.
 */
import type { EpochMs } from '../aero/units.ts';
import { MINUTE_MS } from '../aero/units.ts';
import type { Link } from '../app/state.ts';
import { DATUM_FRESH_MS } from '../tracks/types.ts';
import { clockMinute, stepped, timeNear } from './format.ts';
import type { Glyphs } from './glyphs.ts';
import { said } from './line.ts';
import type { Tone } from './types.ts';

export type Condition =
  | 'live'
  | 'idle'
  | 'lagging'
  | 'stale'
  | 'no-data'
  | 'upstream-down'
  | 'connecting'
  | 'reconnecting'
  | 'waiting'
  | 'refused'
  | 'ended'
  | 'none';

export interface Connection {
  readonly condition: Condition;
  readonly sign: keyof Omit<Glyphs, 'ramp'>;
  /** `LIVE`, `RECONNECTING` … */
  readonly word: string;
  /** What belongs right behind the word: `idle 20s`, `until 14:40:00Z`. */
  readonly when?: string;
  /** The same where there is little room. */
  readonly shortWhen?: string;
  /** Who answers, where the feed is a chain of services, cleaned. */
  readonly via?: string;
  /** Why, in one line, cleaned. */
  readonly reason?: string;
  readonly tone: Tone;
  /** Whether data come over it now. */
  readonly delivers: boolean;
}

/** Beyond this silence or stand-still a feed is called stale (ms): what it last said is no longer shown either. */
const STALE_MS = MINUTE_MS;
const REASON_CELLS = 120;
/** How a source words HTML where data should be. */
const WEB_PAGE = /\bweb page\b/i;

const VIA_CELLS = 20;

/** Whose data a feed shows now: the credit of the service that answers, else of all that may. */
export const creditOf = ({ status, credit }: Link): string | undefined =>
  (status.state === 'up' ? status.credit : undefined) ?? credit;

/** The credit's first words, for small terminals: who, without licence and address. */
export const shortCredit = (link: Link): string | undefined => {
  const { status } = link;
  const via = status.state === 'up' ? status.via : undefined;
  const each = creditOf(link)
    ?.split(';')
    .map((one) => said(one.split(',')[0] ?? one, VIA_CELLS).trim());
  return via === undefined ? each?.join(', ') : said(via, VIA_CELLS);
};

/** How one feed stands at `now`. */
export function connectionOf(link: Link, now: EpochMs): Connection {
  const { status } = link;
  const given = 'reason' in status ? said(status.reason, REASON_CELLS) : undefined;
  // The word says that it was refused.
  const reason = status.state === 'refused' ? given?.replace(/^refused: /, '') : given;
  const why = reason === undefined || reason === '' ? {} : { reason };
  switch (status.state) {
    case 'up': {
      const via = status.via === undefined ? '' : said(status.via, VIA_CELLS);
      return { ...upConnection(link, now), ...(via === '' ? {} : { via }) };
    }
    case 'connecting': {
      const when = status.attempt > 1 ? { when: `try ${status.attempt}` } : {};
      return { condition: 'connecting', sign: 'down', word: 'CONNECTING', ...when, tone: 'note', delivers: false };
    }
    case 'down': {
      const tried = status.attempt === undefined || status.attempt < 1 ? '' : ` ${status.attempt}`;
      const retry = status.retryAt === undefined ? undefined : timeNear(status.retryAt, now);
      const when = retry === undefined ? {} : { when: `next try ${retry}`, shortWhen: `at ${retry}` };
      return {
        condition: 'reconnecting',
        sign: 'down',
        word: `RECONNECTING${tried}`,
        ...when,
        ...why,
        tone: 'warn',
        delivers: false,
      };
    }
    case 'refused': {
      const next = status.retryAt === undefined ? 'not retrying' : `next try ${timeNear(status.retryAt, now)}`;
      const when = status.final ? 'not retrying' : next;
      const refused = { condition: 'refused', sign: 'refused', tone: 'alert', delivers: false } as const;
      // A page of HTML has the code 200 or none that says anything: what came is what matters.
      if (WEB_PAGE.test(reason ?? '')) {
        return { ...refused, word: 'REFUSED web page instead of data', when, shortWhen: '' };
      }
      return { ...refused, word: `REFUSED${status.code === undefined ? '' : ` ${status.code}`}`, when, ...why };
    }
    case 'waiting':
      return {
        condition: 'waiting',
        sign: 'down',
        word: 'WAITING',
        when: `asked to wait until ${clockMinute(status.until + MINUTE_MS - 1)}`,
        shortWhen: `until ${clockMinute(status.until + MINUTE_MS - 1)}`,
        ...why,
        tone: 'warn',
        delivers: false,
      };
    case 'ended':
      return {
        condition: 'ended',
        sign: 'down',
        word: 'ENDED',
        reason: 'the input is at its end',
        tone: 'note',
        delivers: false,
      };
  }
}

function upConnection(link: Link, now: EpochMs): Connection {
  const upstreams = [...link.upstream.entries()];
  const broken = upstreams.filter(([, { up }]) => !up);
  if (upstreams.length > 0 && broken.length === upstreams.length) {
    const [feed, { reason }] = broken[0] ?? ['', {}];
    const why = `${said(feed, 24)}${reason === undefined ? '' : `: ${said(reason, REASON_CELLS)}`}`;
    return {
      condition: 'upstream-down',
      sign: 'down',
      word: 'RELAY UP, ITS FEED DOWN',
      reason: why,
      tone: 'warn',
      delivers: false,
    };
  }
  if (link.lastFrameAt === undefined) {
    return {
      condition: 'no-data',
      sign: 'part',
      word: 'CONNECTED',
      when: 'no data yet',
      tone: 'note',
      delivers: false,
    };
  }
  const silence = now - link.lastFrameAt;
  if (silence >= STALE_MS) {
    const when = `silent ${stepped(silence)}`;
    const reason = `last data ${timeNear(link.lastFrameAt, now)}`;
    return { condition: 'stale', sign: 'warn', word: 'STALE', when, reason, tone: 'warn', delivers: false };
  }
  const stood = link.clockMovedAt === undefined ? 0 : link.lastFrameAt - link.clockMovedAt;
  if (stood >= STALE_MS && link.clockAt !== undefined) {
    const reason = `the feed's clock stands at ${timeNear(link.clockAt, now)}`;
    return {
      condition: 'stale',
      sign: 'warn',
      word: 'STALE',
      when: `for ${stepped(stood)}`,
      reason,
      tone: 'warn',
      delivers: false,
    };
  }
  if (silence >= DATUM_FRESH_MS) {
    return {
      condition: 'idle',
      sign: 'up',
      word: 'LIVE',
      when: `idle ${stepped(silence)}`,
      tone: 'note',
      delivers: true,
    };
  }
  const lag = link.clockAt === undefined ? 0 : (link.clockMovedAt ?? link.lastFrameAt) - link.clockAt;
  if (lag >= DATUM_FRESH_MS) {
    const reason = "the feed's clock is behind";
    return {
      condition: 'lagging',
      sign: 'part',
      word: 'LAG',
      when: stepped(lag),
      reason,
      tone: 'warn',
      delivers: true,
    };
  }
  return { condition: 'live', sign: 'up', word: 'LIVE', tone: 'good', delivers: true };
}
