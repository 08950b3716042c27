/** A polled feed against the stand-in on loopback, with the clock driven by the test. */
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type PollOptions, pollSource } from '../../../src/shell/sources/poll.ts';
import { drivenClock } from '../../support/clock.ts';
import { eventually, hear } from '../../support/heard.ts';
import { type Step, startStandIn } from '../../support/stand-in.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const START = 1_700_000_000_000;

const start = async (steps: readonly Step[], more: Partial<PollOptions> = {}, random = 0.5) => {
  const server = await startStandIn(...steps);
  cleanUps.push(server.stop);
  const clock = drivenClock(START, random);
  const url = new URL(`${server.url}/data/aircraft.json`);
  const source = pollSource({
    id: 'poll',
    url,
    clock,
    userAgent: 'dprk-watch/test',
    env: {},
    intervalMs: 10_000,
    ...more,
  });
  cleanUps.push(source.stop);
  return { server, clock, source, heard: hear(source) };
};

const ROW = { hex: '15521f' };

describe('a polled feed', () => {
  it('asks at its interval within 10 %, one request at a time, and passes a frozen document on as any other', async () => {
    for (const [random, wait] of [
      [0, 9_000],
      [0.999999, 11_000],
    ] as const) {
      const { server, clock, heard } = await start([{ say: 'rows', rows: [ROW] }], {}, random);
      for (let poll = 1; poll <= 3; poll += 1) {
        await heard.until(() => heard.frames().length === poll);
        expect((clock.nextAt() ?? 0) - clock.now()).toBe(wait);
        clock.toNext();
      }
      await heard.until(() => heard.frames().length === 4);
      expect(new Set(heard.frames()).size).toBe(1);
      expect(heard.links().map((status) => status.state)).toEqual(['connecting', 'up']);
      expect(server.asked[0]?.headers['user-agent']).toBe('dprk-watch/test');
    }
  });

  it('passes an empty sky on: it is an answer', async () => {
    const { heard } = await start([{ say: 'rows', rows: [] }]);
    await heard.until(() => heard.frames().length === 1);
    expect(JSON.parse(heard.frames()[0] ?? '')).toMatchObject({ ac: [] });
  });

  it.each<readonly [string, Step, object]>([
    ['403 with a web page', { say: 'refuse' }, { state: 'refused', code: 403, final: true }],
    ['401', { say: 'refuse', status: 401, html: false }, { state: 'refused', code: 401, final: true }],
    ['200 with "Just a moment…"', { say: 'challenge' }, { state: 'refused', code: 200, final: false }],
    ['HTML named JSON', { say: 'body', body: '<!doctype html><p>no' }, { state: 'refused', final: false }],
    ['404', { say: 'status', status: 404 }, { state: 'down', reason: 'HTTP 404', attempt: 1 }],
    ['503 without a time', { say: 'status', status: 503 }, { state: 'down', reason: 'HTTP 503', attempt: 1 }],
    ['a body cut off', { say: 'cut-off' }, { state: 'down', attempt: 1 }],
    ['an empty body', { say: 'body', body: '  ' }, { state: 'down', reason: 'an empty answer' }],
    ['429 with seconds', { say: 'wait', retryAfter: '57600' }, { state: 'waiting', until: START + 57_600_000 }],
    ['429 without a time', { say: 'wait' }, { state: 'waiting', until: START + 60_000 }],
    ['503 with a time', { say: 'wait', status: 503, retryAfter: '120' }, { state: 'waiting', until: START + 120_000 }],
  ])('never takes %s for data', async (_name, step, expected) => {
    const { heard } = await start([step]);
    await heard.until(() => heard.links().length === 2);
    expect(heard.lastLink()).toMatchObject(expected);
    expect(heard.frames()).toEqual([]);
  });

  it('says why a broken body was not used', async () => {
    const { heard } = await start([{ say: 'cut-off' }]);
    expect((await heard.link('down')).reason).toBe('the answer was cut off');
  });

  it('passes garbage on, for the reader to count', async () => {
    const { heard } = await start([{ say: 'body', body: '{"ac":[{"hex"' }]);
    await heard.until(() => heard.frames().length === 1);
  });

  it('keeps to a Retry-After of 16 hours given as a date, even when a person asks for a reconnect', async () => {
    const retryAfter = new Date(START + 57_600_000).toUTCString();
    const { server, clock, source, heard } = await start([{ say: 'wait', retryAfter }, { say: 'rows' }]);
    await heard.link('waiting');
    source.reconnect('R was pressed');
    expect(heard.lastLink()).toMatchObject({ state: 'waiting', until: START + 57_600_000 });
    clock.advance(57_599_999);
    expect(server.asked).toHaveLength(1);
    clock.advance(1);
    await heard.link('up');
    expect(server.asked).toHaveLength(2);
  });

  it('does not ask again after a rejected key until reconnect', async () => {
    const { server, clock, source, heard } = await start(
      [{ say: 'refuse', status: 401, html: false }, { say: 'rows' }],
      {
        token: 'geheim',
      },
    );
    await heard.link('refused');
    expect(clock.pending()).toBe(0);
    clock.advance(86_400_000);
    expect(server.asked.map((one) => one.headers.authorization)).toEqual(['Bearer geheim']);
    source.reconnect('R was pressed');
    await heard.link('up');
    expect(JSON.stringify([source.label, heard.all])).not.toContain('geheim');
  });

  it('backs off while it fails, and says up again when it does not', async () => {
    const { clock, heard } = await start([
      { say: 'status', status: 500 },
      { say: 'status', status: 500 },
      { say: 'rows' },
    ]);
    await heard.link('down');
    clock.toNext();
    await heard.until(() => heard.links().filter((status) => status.state === 'down').length === 2);
    clock.toNext();
    await heard.link('up');
    expect(heard.links().map((status) => status.state)).toEqual(['connecting', 'down', 'down', 'up']);
  });

  it('gives up on an answer that does not come in 15 s', async () => {
    const { server, clock, heard } = await start([{ say: 'nothing' }]);
    await eventually(() => server.asked.length === 1);
    clock.advance(15_000);
    expect((await heard.link('down')).reason).toBe('no answer in 15 s');
  });

  it('reads gzip, and what is 304 as what it was', async () => {
    const { server, clock, heard } = await start([{ say: 'rows', rows: [ROW], gzip: true, etag: '"1"' }]);
    await heard.until(() => heard.frames().length === 1);
    clock.toNext();
    await heard.until(() => heard.frames().length === 2);
    expect(server.asked[1]?.headers['if-none-match']).toBe('"1"');
    expect(heard.frames()[1]).toBe(heard.frames()[0]);
    expect(heard.frames()[0]).toContain('15521f');
  });

  it('refuses an answer over the limit, inflated size included, and counts it', async () => {
    const rows = [{ hex: '15521f', desc: 'x'.repeat(2_000_000) }];
    for (const gzip of [false, true]) {
      const { heard } = await start([{ say: 'rows', rows, gzip }], { maxBytes: 1024 * 1024 });
      await heard.link('down');
      expect(heard.all.filter((msg) => msg.kind === 'refused-frame')).toMatchObject([{ code: 'too-large' }]);
      expect(heard.frames()).toEqual([]);
    }
  });

  it('goes through the proxy that the environment names', async () => {
    const server = await startStandIn({ say: 'rows', rows: [ROW] });
    cleanUps.push(server.stop);
    const tunnels: (string | undefined)[] = [];
    const open: Socket[] = [];
    const proxy = createServer().on('connect', (request, client: Socket) => {
      tunnels.push(request.url);
      open.push(client);
      const far = connect(Number(new URL(server.url).port), '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        far.pipe(client).pipe(far);
      });
      far.on('error', () => client.destroy());
      client.on('error', () => far.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    cleanUps.push(() => {
      for (const client of open) client.destroy();
      proxy.closeAllConnections();
      return new Promise((resolve) => proxy.close(() => resolve()));
    });
    const env = { HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    const { heard, clock } = await start([], { url: new URL('http://feed.invalid:8080/a.json'), env });
    await heard.until(() => heard.frames().length === 1);
    clock.toNext();
    await heard.until(() => heard.frames().length === 2);
    expect(tunnels[0]).toBe('feed.invalid:8080');
    expect(heard.frames()[0]).toContain('15521f');
  });

  it('says of a proxy that does not speak HTTP that it cannot be used', async () => {
    const env = { ALL_PROXY: 'socks5://me:geheim@127.0.0.1:1080' };
    const { heard } = await start([], { url: new URL('http://feed.invalid/a.json'), env });
    const down = await heard.link('down');
    expect(down.reason).toContain('socks5://…@127.0.0.1:1080 is not supported');
  });

  it('emits nothing once stop has returned', async () => {
    const { server, clock, source, heard } = await start([{ say: 'nothing' }]);
    await eventually(() => server.asked.length === 1);
    const before = heard.all.length;
    await source.stop();
    clock.advance(3_600_000);
    expect(heard.all.length).toBe(before);
    expect(clock.pending()).toBe(0);
    expect(server.asked).toHaveLength(1);
  });
});
