/**
 * `dprk-watch doctor [FEED…]`: what is here, and what each feed answers, in words. In: the terminal, the folders, a short look at each feed. Out: lines,
 * and an exit code: 0 all well, 4 refused, 5 unreachable.
 */
import { execFileSync } from 'node:child_process';
import { addressesOf } from '../aero/watchlist.ts';
import type { LinkStatus } from '../app/msg.ts';
import { decodeUnknown, formatById, sniff } from '../feeds/index.ts';
import type { Command } from '../shell/cli-command.ts';
import { runDoctor } from '../shell/doctor.ts';
import type { ProbeOutcome } from '../shell/doctor-feeds.ts';
import { publicSource } from '../shell/sources/public.ts';
import { publicServices } from '../shell/sources/public-services.ts';
import type { Source, SourceMsg } from '../shell/sources/source.ts';
import { describeTerminal, openDescriptor } from '../shell/terminal/descriptor.ts';
import type { Desk } from './desk.ts';
import { deskOf } from './desk.ts';
import { feedsOf, PUBLIC } from './feeding.ts';
import type { Ground } from './ground.ts';
import { colourLevel, glyphLevel } from './looks.ts';
import { printing } from './printing.ts';

type Doctor = Extract<Command, { name: 'doctor' }>;

const STRIP = { unicode: '▁▂▃▄▅▆▇█ ⣀⣠⣤⣶⣿ ━─│ ●○◐▲✗‖▶ ↗↘→ ▌~*!', ascii: '.:-=+*# =-| o/\\> ~*!' } as const;

/** tmux's own version where we run inside one. */
function tmuxVersion(env: Ground['env']): { readonly tmuxVersion?: string } {
  if (!env['TMUX']) return {};
  try {
    return { tmuxVersion: execFileSync('tmux', ['-V'], { encoding: 'utf8', timeout: 2000 }).trim() };
  } catch {
    return {};
  }
}

/** What became of the connection, where no frame came. */
function outcomeOf(status: LinkStatus | undefined, afterMs: number): ProbeOutcome {
  switch (status?.state) {
    case 'refused': {
      const code = status.code === undefined ? {} : { code: status.code };
      return { found: 'refused', reason: status.reason, html: /html/i.test(status.reason), ...code };
    }
    case 'waiting':
      return { found: 'asked-to-wait', until: status.until, reason: status.reason };
    case 'down': {
      // A public service asked by itself, that refused: its chain has nobody else to ask, and says so as a loss.
      const refusal = /(?:^|: )refused: (?:HTTP (\d+))?/.exec(status.reason);
      if (refusal !== null) {
        const code = refusal[1] === undefined ? {} : { code: Number(refusal[1]) };
        return { found: 'refused', reason: status.reason, html: /web page/.test(status.reason), ...code };
      }
      return /cut|closed|reset|aborted/i.test(status.reason)
        ? { found: 'cut-off', reason: status.reason }
        : { found: 'unreachable', reason: status.reason };
    }
    case 'up':
    case 'ended':
      return { found: 'silence', afterMs };
    default:
      return { found: 'unreachable', reason: `no connection within ${Math.round(afterMs / 1000)} s` };
  }
}

/** A public service by itself: the chain would hide behind the other one what this one answers. */
function aloneOf(ground: Ground, desk: Desk, name: string): Source | undefined {
  const services = publicServices(ground.env).filter((service) => service.name === name);
  const { clock, env, userAgent } = ground;
  return services.length === 0
    ? undefined
    : publicSource({ id: name, clock, env, userAgent, addresses: addressesOf(desk.rules), services });
}

/** Tries one feed until its first frame, a refusal, or the limit. */
async function probe(
  ground: Ground,
  desk: Desk,
  command: Doctor,
  name: string,
  limitMs: number,
): Promise<ProbeOutcome> {
  const found = feedsOf(ground, desk, { ...command, feeds: [name] });
  if ('error' in found) return { found: 'unusable', reason: `${found.error}; ${found.hint}` };
  const [feed] = found.feeds;
  if (feed === undefined) return { found: 'unusable', reason: 'it names no feed' };
  const source = aloneOf(ground, desk, name) ?? feed.source;
  let status: LinkStatus | undefined;
  const outcome = await new Promise<ProbeOutcome>((resolve) => {
    const limit = ground.clock.setTimeout(() => resolve(outcomeOf(status, limitMs)), limitMs);
    const settle = (settled: ProbeOutcome): void => {
      ground.clock.clearTimeout(limit);
      resolve(settled);
    };
    source.start((msg: SourceMsg) => {
      if (msg.kind === 'link') status = msg.status;
      if (msg.kind === 'link' && ['refused', 'waiting', 'down', 'ended'].includes(msg.status.state))
        settle(outcomeOf(status, limitMs));
      if (msg.kind === 'refused-frame') settle({ found: 'answer', rows: 0, reports: 0, rejects: { [msg.code]: 1 } });
      if (msg.kind !== 'frame') return;
      const format = (msg.format === undefined ? undefined : formatById(msg.format)) ?? sniff(msg.text)?.format;
      const decoded =
        format === undefined ? decodeUnknown(msg.text, msg.at, name) : format.decode(msg.text, msg.at, undefined);
      const rejects: Record<string, number> = {};
      for (const { code } of decoded.rejects) rejects[code] = (rejects[code] ?? 0) + 1;
      settle({
        found: 'answer',
        rows: decoded.rows,
        reports: decoded.reports.length,
        rejects,
        receivedAt: msg.at,
        ...(format === undefined ? {} : { format: format.id }),
        ...(decoded.clockAt === undefined || feed.kind === 'recording' ? {} : { serverAt: decoded.clockAt }),
      });
    });
  });
  await source.stop();
  return outcome;
}

export function doctor(ground: Ground, command: Doctor): Promise<number> {
  const desk = deskOf(ground, command);
  const { env, stdin, stdout } = ground;
  const hasKeys = stdin.isTTY === true;
  const colour = colourLevel(command.color, env);
  const glyphs = glyphLevel(command.glyphs, env);
  const isTerminal = stdout.isTTY === true;
  const writing = isTerminal ? describeTerminal(openDescriptor(), hasKeys).join('; ') : 'output: not a terminal';
  const named = command.feeds.length > 0 ? command.feeds : desk.settings.settings.feeds;
  return printing(ground, (io) =>
    runDoctor(
      {
        version: ground.version,
        nodeVersion: process.versions.node,
        platform: `${process.platform} ${process.arch}`,
        env,
        terminal: {
          ...(isTerminal ? { columns: stdout.columns, rows: stdout.rows } : {}),
          isTerminal,
          colour,
          glyphs,
          glyphStrip: STRIP[glyphs],
          ...tmuxVersion(env),
          writing,
        },
        paths: desk.paths,
        keep: command.keep,
        settings: desk.settings,
        feeds: named.length > 0 ? named : [PUBLIC, 'adsb.fi'],
        probe: (feed, limitMs) => probe(ground, desk, command, feed, limitMs),
        waitMs: command.waitMs,
        now: ground.clock.now,
        output: command.output,
      },
      io,
    ),
  );
}
