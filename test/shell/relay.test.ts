/** The relay over loopback, with its clock driven by the test. */
import { afterEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import type { Report } from '../../src/feeds/types.ts';
import { type RelayOptions, startRelay } from '../../src/shell/relay.ts';
import { drivenClock } from '../support/clock.ts';
import { eventually } from '../support/heard.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface Frame {
  readonly type: string;
  readonly seq: number;
  readonly now: number;
  readonly ac: readonly { readonly hex: string; readonly feed: string }[];
  readonly [key: string]: unknown;
}

const start = async (more: Partial<RelayOptions> = {}) => {
  const clock = drivenClock();
  const relay = await startRelay({ port: 0, clock, ...more });
  cleanUps.push(relay.stop);
  const join = async (query = '', options: WebSocket.ClientOptions = {}) => {
    const socket = new WebSocket(relay.url + query, options);
    const frames: Frame[] = [];
    socket.on('message', (text) => frames.push(JSON.parse(text.toString()) as Frame));
    socket.on('error', () => undefined);
    cleanUps.push(() => Promise.resolve(socket.terminate()));
    await eventually(() => frames.some((frame) => frame.type === 'full'));
    return { socket, frames, until: (count: number) => eventually(() => frames.length >= count) };
  };
  const report = (icao24: string, more: Partial<Report> = {}): Report => ({
    icao24,
    at: clock.now(),
    source: 'adsb',
    feed: 'readsb',
    ...more,
  });
  return { clock, relay, join, report };
};

const refusal = (url: string, options: WebSocket.ClientOptions = {}): Promise<number> =>
  new Promise((resolve) => {
    const socket = new WebSocket(url, options);
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (request, answer) => {
      resolve(answer.statusCode ?? 0);
      request.destroy();
    });
    socket.on('open', () => {
      resolve(101);
      socket.terminate();
    });
  });

describe('the relay', () => {
  it('sends the full picture on connect, then what changes, each aircraft with the upstream that it came from', async () => {
    const { clock, relay, join, report } = await start();
    relay.feed([report('15521f', { callsign: 'RFF7081' }), report('7277a8')], clock.now(), 'attic');
    const { frames, until } = await join();
    expect(frames[0]).toMatchObject({ type: 'full', now: clock.now() / 1000 });
    expect(frames[0]?.ac).toMatchObject([
      { hex: '15521f', flight: 'RFF7081', feed: 'attic' },
      { hex: '7277a8', feed: 'attic' },
    ]);
    clock.advance(1_000);
    relay.feed([report('15521f', { groundSpeedKt: 471 }), report('7277a8'), report('abcdef')], clock.now(), 'attic');
    await until(2);
    expect(frames[1]).toMatchObject({
      type: 'delta',
      seq: (frames[0]?.seq ?? 0) + 1,
      new: [{ hex: 'abcdef' }],
      update: [{ hex: '15521f', flight: null, gs: 471 }, { hex: '7277a8' }],
      remove: [],
    });
  });

  it('sends a client only what it watches, and counts seq on only for what it is sent', async () => {
    const { clock, relay, join, report } = await start();
    const { frames, until } = await join('?watch=15521F,zz');
    relay.feed([report('7277a8'), report('abcdef')], clock.now(), 'attic');
    relay.feed([report('15521f'), report('abcdef')], clock.now(), 'attic');
    await until(2);
    expect(frames[1]).toMatchObject({ type: 'delta', seq: (frames[0]?.seq ?? 0) + 1, new: [{ hex: '15521f' }] });
  });

  it('folds a stream of single aircraft together for a tenth of a second', async () => {
    const { clock, relay, join, report } = await start();
    const { frames, until } = await join();
    for (let i = 0; i < 50; i += 1) relay.feed([report(`0000${(16 + i).toString(16)}`)], clock.now(), 'attic');
    clock.advance(100);
    await until(2);
    expect(frames).toHaveLength(2);
    expect(frames[1]?.new).toHaveLength(50);
  });

  it('sends an empty delta every 10 s when idle, and removes what was long not heard', async () => {
    const { clock, relay, join, report } = await start();
    relay.feed([report('15521f'), report('7277a8')], clock.now(), 'attic');
    const { frames, until } = await join();
    clock.advance(10_000);
    await until(2);
    expect(frames[1]).toMatchObject({ type: 'delta', new: [], update: [], remove: [] });
    for (let i = 3; i < 40 && !frames.some((frame) => (frame.remove as string[] | undefined)?.length); i += 1) {
      clock.advance(10_000);
      await until(i);
    }
    expect(frames.at(-1)).toMatchObject({ remove: ['15521f', '7277a8'] });
    const seqs = frames.map((frame) => frame.seq);
    expect(seqs).toEqual(seqs.map((_, i) => (seqs[0] ?? 0) + i));
  });

  it('says how the upstreams stand, to those that come later too', async () => {
    const { clock, relay, join } = await start();
    const early = await join();
    const link = { feed: 'attic', up: false, reason: 'connection reset', at: clock.now() };
    relay.link(link);
    await early.until(2);
    const late = await join();
    await late.until(2);
    expect(early.frames[1]).toEqual({ type: 'link', ...link });
    expect(late.frames[1]).toEqual(early.frames[1]);
  });

  it('plays a recording on: another clock, every message, and a fresh start after going back', async () => {
    const { relay, join, report } = await start();
    const { frames, until } = await join();
    const at = 1_690_000_000_000;
    const notice = { label: 'r', reconstruction: true, fromAt: at, toAt: at + 1e6, at, playing: true, speed: 60 };
    relay.replay({ ...notice, checkpoint: 0 });
    await until(3);
    expect(frames.slice(1)).toMatchObject([
      { type: 'replay', checkpoint: 0, reconstruction: true },
      { type: 'full', now: at / 1000 },
    ]);
    relay.feed([report('15521f', { at: at + 10 })], at + 10, 'readsb');
    relay.feed([report('15521f', { at: at + 20 })], at + 20, 'readsb');
    await until(5);
    relay.replay({ ...notice, rewind: 0, speed: Number.POSITIVE_INFINITY });
    await until(7);
    expect(frames.slice(5)).toMatchObject([
      { type: 'replay', rewind: 0, speed: 'max' },
      { type: 'full', now: at / 1000, ac: [] },
    ]);
    const late = await join();
    expect(late.frames[0]).toMatchObject({ type: 'replay' });
    expect(late.frames[0]).not.toHaveProperty('rewind');
  });

  it('lets a slow client fall behind, slows nobody for it, and gives it a fresh start when it reads again', async () => {
    const { clock, relay, join, report } = await start({ behindBytes: 256 * 1024 });
    const slow = await join();
    const quick = await join();
    slow.socket.pause();
    const wide = (n: number): Report[] =>
      Array.from({ length: 200 }, (_, i) =>
        report((0x100000 + i).toString(16), { operator: `${n}${'x'.repeat(300)}` }),
      );
    let sent = 0;
    // A paused reader still has the kernel's buffers on both sides to fill.
    for (; sent < 400; sent += 1) {
      clock.advance(10);
      relay.feed(wide(sent), clock.now(), 'attic');
      await quick.until(sent + 2);
    }
    expect(quick.frames.filter((frame) => frame.type === 'delta')).toHaveLength(sent);
    slow.socket.resume();
    await eventually(() => {
      clock.advance(1_000);
      return slow.frames.filter((frame) => frame.type === 'full').length > 1;
    });
    expect(relay.status().restarts).toBeGreaterThanOrEqual(1);
    const again = slow.frames.findLastIndex((frame) => frame.type === 'full');
    const before = slow.frames.length;
    clock.advance(10);
    relay.feed([report('abcdef'), report('abcdee')], clock.now(), 'attic');
    await slow.until(before + 1);
    const after = slow.frames.slice(again);
    expect(after.map((frame) => frame.seq)).toEqual(after.map((_, i) => (after[0]?.seq ?? 0) + i));
    expect(slow.frames.length).toBeLessThan(quick.frames.length);
  });

  it('turns away other origins, wrong tokens and one client too many', async () => {
    const { relay } = await start({ token: 'hush', origins: ['https://mine.example'], mostClients: 1 });
    expect(await refusal(relay.url)).toBe(401);
    expect(await refusal(`${relay.url}?token=wrong`)).toBe(401);
    expect(await refusal(`${relay.url}?token=hush`, { origin: 'https://evil.example' })).toBe(403);
    expect(await refusal(`${relay.url}?token=hush`, { origin: 'https://mine.example' })).toBe(101);
    await eventually(() => relay.status().clients === 0);
    const one = new WebSocket(relay.url, { headers: { Authorization: 'Bearer hush' } });
    cleanUps.push(() => Promise.resolve(one.terminate()));
    await eventually(() => relay.status().clients === 1);
    expect(await refusal(`${relay.url}?token=hush`)).toBe(503);
  });

  it('drops a client that sends it more than it needs to', async () => {
    const { join } = await start();
    const { socket } = await join();
    let code = 0;
    socket.on('close', (why) => {
      code = why;
    });
    socket.send('x'.repeat(10_000));
    await eventually(() => code !== 0);
    expect(code).toBe(1009);
  });

  it('is healthy while an upstream delivers, and not otherwise', async () => {
    const { clock, relay, report } = await start();
    const url = relay.url.replace('ws:', 'http:');
    const status = async (): Promise<number> => (await fetch(`${url}healthz`)).status;
    expect(await status()).toBe(503);
    relay.link({ feed: 'attic', up: true, at: clock.now() });
    relay.feed([], clock.now(), 'attic');
    expect(await status()).toBe(200);
    expect(await (await fetch(`${url}healthz`)).json()).toMatchObject({
      ok: true,
      upstreams: [{ feed: 'attic', up: true }],
    });
    clock.advance(61_000);
    expect(await status()).toBe(503);
    relay.feed([report('15521f'), report('7277a8')], clock.now(), 'attic');
    relay.link({ feed: 'attic', up: false, reason: 'gone', at: clock.now() });
    expect(await status()).toBe(503);
    const text = await (await fetch(`${url}metrics`)).text();
    expect(text).toContain('dprk_watch_relay_upstream_up{feed="attic"} 0\n');
    expect(text).toContain('dprk_watch_relay_reports_total 2\n');
    expect((await fetch(`${url}other`)).status).toBe(404);
  });

  it('says goodbye when it stops, and takes nothing any more', async () => {
    const { relay, join } = await start();
    const { socket } = await join();
    let code = 0;
    socket.on('close', (why) => {
      code = why;
    });
    await relay.stop();
    await eventually(() => code !== 0);
    expect(code).toBe(1001);
  });

  it('rejects an address that is taken', async () => {
    const { relay } = await start();
    const port = Number(new URL(relay.url).port);
    await expect(startRelay({ port, clock: drivenClock() })).rejects.toThrow('EADDRINUSE');
  });
});
