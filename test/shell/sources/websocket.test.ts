/** A WebSocket feed against a scripted upstream on loopback, with the clock driven by the test. */
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { SourceMsg } from '../../../src/shell/sources/source.ts';
import { type WebSocketOptions, webSocketSource } from '../../../src/shell/sources/websocket.ts';
import { drivenClock } from '../../support/clock.ts';
import { eventually, hear } from '../../support/heard.ts';
import { type FeedStandInOptions, startFeedStandIn } from '../../support/stand-in.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const upstream = async (options: FeedStandInOptions = {}) => {
  const feed = await startFeedStandIn(options);
  cleanUps.push(feed.stop);
  return feed;
};

const start = (url: string, more: Partial<WebSocketOptions> = {}, random = 0.5) => {
  const clock = drivenClock(1_700_000_000_000, random);
  const source = webSocketSource({
    id: 'feed',
    url: new URL(url),
    clock,
    userAgent: 'dprk-watch/test',
    env: {},
    ...more,
  });
  cleanUps.push(source.stop);
  return { clock, source, heard: hear(source) };
};

const isFrame = (msg: SourceMsg): boolean => msg.kind === 'frame';

describe('a WebSocket feed', () => {
  it('connects under its own name, says hello and passes frames on as received, stamped with the time of receipt', async () => {
    const feed = await upstream();
    const { clock, heard } = start(feed.url, { hello: '{"subscribe":1}', token: 'hush', format: 'readsb' });
    await heard.link('up');
    await eventually(() => feed.said.length === 1);
    feed.send('{"now":1}');
    await heard.until((all) => all.some(isFrame));
    expect(heard.all.find(isFrame)).toEqual({
      kind: 'frame',
      feed: 'feed',
      format: 'readsb',
      text: '{"now":1}',
      at: clock.now(),
    });
    expect(feed.said).toEqual(['{"subscribe":1}']);
    expect(feed.asked[0]?.headers).toMatchObject({ 'user-agent': 'dprk-watch/test', authorization: 'Bearer hush' });
    expect(feed.asked[0]?.headers['sec-websocket-extensions']).toBeUndefined();
    expect(heard.links().map((status) => status.state)).toEqual(['connecting', 'up']);
  });

  it('reads binary frames as running UTF-8, a letter split between two of them included', async () => {
    const feed = await upstream();
    const { heard } = start(feed.url);
    await heard.link('up');
    const bytes = Buffer.from('{"r":"Й"}');
    feed.send(bytes.subarray(0, 7));
    feed.send(bytes.subarray(7));
    await heard.until((all) => all.filter(isFrame).length === 2);
    expect(heard.frames().join('')).toBe('{"r":"Й"}');
  });

  it('comes back after each of 25 losses, with the waits growing to a minute and never beyond', async () => {
    const feed = await upstream();
    const { clock, heard } = start(feed.url, {}, 0.999);
    const waits: number[] = [];
    for (let i = 1; i <= 25; i += 1) {
      await heard.until(() => heard.links().filter((status) => status.state === 'up').length === i);
      await eventually(() => feed.clients.size === 1);
      for (const client of feed.clients) client.terminate();
      const down = await heard.link('down');
      waits.push((down.retryAt ?? 0) - clock.now());
      clock.toNext();
    }
    await heard.until(() => heard.links().filter((status) => status.state === 'up').length === 26);
    expect(feed.made()).toBe(26);
    expect(waits[0]).toBeLessThanOrEqual(2_000);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60_000);
    expect(waits.at(-1)).toBeGreaterThan(59_000);
  });

  it('starts again at the least wait once a connection has delivered for a minute', async () => {
    const feed = await upstream();
    const { clock, heard } = start(feed.url, { silenceMs: 300_000 });
    for (let i = 1; i <= 4; i += 1) {
      await heard.until(() => heard.links().filter((status) => status.state === 'up').length === i);
      await eventually(() => feed.clients.size === 1);
      if (i === 4) {
        feed.send('{}');
        await heard.until((all) => all.some(isFrame));
        for (let beat = 0; beat < 4; beat += 1) {
          clock.advance(15_000);
          feed.send('{}');
          await heard.until((all) => all.filter(isFrame).length === beat + 2);
        }
      }
      for (const client of feed.clients) client.terminate();
      const down = await heard.link('down');
      expect(down.attempt).toBe(i === 4 ? 1 : i);
      clock.toNext();
    }
  });

  it('notices a half-open peer by the ping that stays unanswered', async () => {
    const feed = await upstream({ autoPong: false });
    const { clock, heard } = start(feed.url, { silenceMs: 3_600_000 });
    await heard.link('up');
    clock.advance(20_000);
    expect(heard.lastLink()?.state).toBe('up');
    clock.advance(20_000);
    expect(heard.lastLink()).toMatchObject({ state: 'down', reason: 'no answer to our pings' });
  });

  it('notices a peer that answers pings and sends nothing, and says for how long', async () => {
    const feed = await upstream();
    const { clock, heard } = start(feed.url);
    await heard.link('up');
    // Our ping and its answer are behind us once the peer's own ping, sent later, is answered.
    const settle = async (): Promise<void> => {
      for (const client of feed.clients) {
        await new Promise<void>((resolve) => {
          client.once('pong', () => resolve());
          client.once('ping', () => client.ping());
          clock.advance(20_000);
        });
      }
    };
    await settle();
    feed.send('{}');
    await heard.until((all) => all.some(isFrame));
    await settle();
    await settle();
    expect(heard.lastLink()?.state).toBe('up');
    clock.advance(19_999);
    expect(heard.lastLink()?.state).toBe('up');
    clock.advance(1);
    expect(heard.lastLink()).toMatchObject({ state: 'down', reason: 'no data for 60 s' });
  });

  it('refuses a frame of 64 MB, counts it and connects anew', async () => {
    const feed = await upstream();
    const { clock, heard } = start(feed.url);
    await heard.link('up');
    feed.send(Buffer.alloc(64 * 1024 * 1024, 0x20), false);
    const down = await heard.link('down');
    expect(down.reason).toBe('sent a frame over 16384 KiB');
    expect(heard.all.filter((msg) => msg.kind === 'refused-frame')).toMatchObject([
      { feed: 'feed', code: 'too-large' },
    ]);
    expect(heard.frames()).toEqual([]);
    clock.toNext();
    await heard.link('up');
  });

  it('refuses a small frame that inflates beyond the limit, where compression was asked for', async () => {
    const feed = await upstream({ compress: true });
    const { heard } = start(feed.url, { compress: true, maxFrameBytes: 1024 * 1024 });
    await heard.link('up');
    feed.send(' '.repeat(40 * 1024 * 1024));
    await heard.link('down');
    expect(heard.all.filter((msg) => msg.kind === 'refused-frame')).toHaveLength(1);
    expect(heard.frames()).toEqual([]);
  });

  it.each([401, 403])('is refused for good by HTTP %i and waits for a person', async (status) => {
    const feed = await upstream();
    feed.refuse({ status });
    const { clock, source, heard } = start(feed.url);
    expect(await heard.link('refused')).toMatchObject({ code: status, final: true });
    expect(clock.pending()).toBe(0);
    feed.refuse(undefined);
    source.reconnect('R was pressed');
    await heard.link('up');
    expect(heard.links().map((one) => one.state)).toEqual(['connecting', 'refused', 'down', 'connecting', 'up']);
  });

  it('keeps to a Retry-After of hours, in seconds or as a date', async () => {
    const feed = await upstream();
    for (const retryAfter of ['57600', new Date(1_700_000_000_000 + 57_600_000).toUTCString()]) {
      feed.refuse({ status: 429, headers: { 'Retry-After': retryAfter } });
      const { clock, heard } = start(feed.url);
      const waiting = await heard.link('waiting');
      expect(waiting.until).toBe(1_700_000_000_000 + 57_600_000);
      const before = feed.asked.length;
      clock.advance(57_599_000);
      expect(heard.lastLink()?.state).toBe('waiting');
      expect(feed.asked.length).toBe(before);
      feed.refuse(undefined);
      clock.advance(1_000);
      await heard.link('up');
    }
  });

  it('takes a web page for a refusal that may pass, and any other answer for trouble', async () => {
    const feed = await upstream();
    feed.refuse({ status: 200, headers: { 'Content-Type': 'text/html' } });
    const page = start(feed.url);
    expect(await page.heard.link('refused')).toMatchObject({ final: false });
    feed.refuse({ status: 502 });
    const other = start(feed.url);
    expect(await other.heard.link('down')).toMatchObject({ reason: 'HTTP 502 instead of a WebSocket', attempt: 1 });
  });

  it('emits nothing once stop has returned, and leaves no timer', async () => {
    const feed = await upstream();
    const { clock, source, heard } = start(feed.url);
    await heard.link('up');
    const before = heard.all.length;
    const stopping = source.stop();
    feed.send('{"late":1}');
    await stopping;
    clock.advance(600_000);
    await eventually(() => feed.clients.size === 0);
    expect(heard.all.length).toBe(before);
    expect(clock.pending()).toBe(0);
    expect(feed.made()).toBe(1);
  });

  it('says in words that nobody listens there', async () => {
    const feed = await upstream();
    await feed.stop();
    cleanUps.pop();
    const { heard } = start(feed.url);
    expect(await heard.link('down')).toMatchObject({ reason: 'connection refused' });
  });

  it('shows no secret in its label or in any reason', async () => {
    const feed = await upstream();
    feed.refuse({ status: 302, headers: { Location: 'wss://u:geheim@x/?token=geheim' } });
    const { source, heard } = start(`${feed.url.replace('//', '//me:geheim@')}?userToken=geheim&area=1`, {
      token: 'geheim',
    });
    await heard.link('down');
    expect(source.label).toContain('area=1');
    expect(JSON.stringify([source.label, heard.all])).not.toContain('geheim');
  });

  it('goes through the proxy that the environment names, and not where NO_PROXY says so', async () => {
    const feed = await upstream();
    const tunnels: (string | undefined)[] = [];
    const proxy = createServer().on('connect', (request, client: Socket) => {
      tunnels.push(request.headers['proxy-authorization']);
      const far = connect(feed.port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        far.pipe(client).pipe(far);
      });
      far.on('error', () => client.destroy());
      client.on('error', () => far.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    cleanUps.push(() => {
      proxy.closeAllConnections();
      return new Promise((resolve) => proxy.close(() => resolve()));
    });
    const env = { HTTP_PROXY: `http://me:geheim@127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    const { heard } = start('ws://feed.invalid:8080/', { env });
    await heard.link('up');
    feed.send('{"through":1}');
    await heard.until((all) => all.some(isFrame));
    expect(tunnels).toEqual([`Basic ${Buffer.from('me:geheim').toString('base64')}`]);
    const direct = start('ws://feed.invalid:8080/', { env: { ...env, NO_PROXY: '.invalid' } });
    await direct.heard.link('down');
    expect(tunnels).toHaveLength(1);
    expect(JSON.stringify(heard.all)).not.toContain('geheim');
  });
});
