/**
 * Every feed as a block: how it stands, what came over it, what was refused and why, whose data it is. In: the state and the space. Out:
 * lines, scrolled by `ui.scroll`. Nothing dropped is hidden: refusals and faults are counted by kind, the last ones shown word for word.
 */
import type { Link, State } from '../../app/state.ts';
import type { Connection } from '../connection.ts';
import { creditOf } from '../connection.ts';
import { connectionIn } from '../feed-summary.ts';
import { age, duration, grouped, counted as howMany, timeNear } from '../format.ts';
import type { Frame } from '../frame.ts';
import { frameOf } from '../frame.ts';
import { finish, said, span, titleRule, wrapped } from '../line.ts';
import type { Line, Space, Tone } from '../types.ts';

const SHOWN_REJECTS = 5;
const NAMED_KINDS = 12;

/** The feeds view: at most `space.rows` lines of at most `space.columns` cells. */
export function feedsModel(state: State, space: Space): readonly Line[] {
  const frame = frameOf(state);
  const rule = titleRule(
    [span('Feeds', 'accent'), span(` ${state.links.size}`)],
    [span('esc', 'key'), span(' back  '), span('R', 'key'), span(' reconnect')],
    space.columns,
    frame.glyphs,
  );
  const body: Line[] = [...storeLines(state, space.columns)];
  if (state.links.size === 0) body.push([span(' No feed.', 'warn')]);
  for (const link of state.links.values()) {
    body.push(...feedLines(link, connectionIn(state, link), space.columns, frame), []);
  }
  const first = Math.max(0, Math.min(state.ui.scroll, body.length - (space.rows - 1)));
  return finish([rule, ...body.slice(first)], space, frame.mode);
}

function storeLines(state: State, columns: number): readonly Line[] {
  const lines: Line[] = [];
  if (state.storeTrouble !== undefined) {
    lines.push(...told(`The event log cannot be written: ${said(state.storeTrouble, 200)}`, columns, 'alert'));
  }
  if (state.unstored.size > 0) lines.push([span(` ${howMany(state.unstored.size, 'event')} not saved yet`, 'warn')]);
  if (state.recordingTo !== undefined) lines.push([span(` recording to ${said(state.recordingTo, 120)}`, 'note')]);
  return lines.length === 0 ? [] : [...lines, []];
}

const told = (text: string, columns: number, tone: Tone): readonly Line[] =>
  wrapped(text, Math.max(1, columns - 2)).map((row) => [span(` ${row}`, tone)]);

function feedLines(link: Link, connection: Connection, columns: number, { glyphs, now }: Frame): readonly Line[] {
  const { word, when, via, reason, sign, tone } = connection;
  const credit = creditOf(link);
  const row = (name: string, value: string, valueTone: Tone = 'plain'): readonly Line[] =>
    wrapped(value, Math.max(1, columns - NAME_CELLS - 2)).map((text, index) => [
      span(` ${(index === 0 ? name : '').padEnd(NAME_CELLS)}`, 'dim'),
      span(text, valueTone),
    ]);
  const lines: Line[] = [
    [
      span(` ${said(link.label, 60)}`, 'strong'),
      span(`  ${glyphs[sign]} ${word}`, tone),
      span(`${via === undefined ? '' : ` via ${via}`}${when === undefined ? '' : ` ${when}`}`, tone),
    ],
  ];
  if (reason !== undefined) lines.push(...row('why', reason, tone));
  lines.push(...row('credit', credit === undefined ? 'none given' : said(credit, 200)));
  lines.push(
    ...row(
      'format',
      `${said(link.formatId ?? 'not known yet', 24)}   reconnects ${link.reconnects}   since ${timeNear(link.statusAt, now)}`,
    ),
  );
  const last = link.lastFrameAt === undefined ? 'nothing received' : `last ${age(link.lastFrameAt, now)}`;
  lines.push(
    ...row(
      'received',
      `${howMany(link.frames, 'frame')}   ${howMany(link.rows, 'row')}   ${howMany(link.reports, 'report')}   ${last}`,
    ),
  );
  if (link.clockAt !== undefined) lines.push(...row('clock', skewWords(link)));
  lines.push(...row('rejected', counted(link.rejectsByCode), total(link.rejectsByCode) > 0 ? 'warn' : 'plain'));
  lines.push(...row('faults', counted(link.faults), total(link.faults) > 0 ? 'note' : 'plain'));
  for (const [feed, { up, reason: why }] of link.upstream) {
    lines.push(
      ...row(
        'upstream',
        `${up ? glyphs.up : glyphs.down} ${said(feed, 24)} ${up ? 'up' : 'down'}${why === undefined ? '' : `: ${said(why, 120)}`}`,
        up ? 'good' : 'warn',
      ),
    );
  }
  for (const { code, at, text } of link.rejects.slice(-SHOWN_REJECTS).toReversed()) {
    lines.push([
      span(` ${''.padEnd(NAME_CELLS)}${timeNear(at, now)} ${said(code, 24)}  `, 'dim'),
      span(said(text, 200), 'dim'),
    ]);
  }
  return lines;
}

const NAME_CELLS = 10;
/** A feed's clock this near to ours (ms) is in step: half of it is the way here. */
const IN_STEP_MS = 5000;

function skewWords(link: Link): string {
  const { clockAt, clockMovedAt, lastFrameAt } = link;
  if (clockAt === undefined) return 'none';
  const skew = (clockMovedAt ?? lastFrameAt ?? clockAt) - clockAt;
  if (Math.abs(skew) <= IN_STEP_MS) return 'in step with ours';
  return `${duration(Math.abs(skew))} ${skew > 0 ? 'behind' : 'ahead of'} ours`;
}

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

function counted(counts: Readonly<Record<string, number>>): string {
  const kinds = Object.entries(counts).toSorted(([, a], [, b]) => b - a);
  if (kinds.length === 0) return '0';
  const named = kinds.slice(0, NAMED_KINDS).map(([kind, count]) => `${said(kind, 40)} ${grouped(count)}`);
  return named.join(', ') + (kinds.length > NAMED_KINDS ? ` and ${kinds.length - NAMED_KINDS} more kinds` : '');
}
