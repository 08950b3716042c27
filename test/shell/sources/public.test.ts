/** The chain of public services against two stand-ins on loopback. */
import { afterEach, describe, expect, it } from 'vitest';
import { BENCH_MS, publicSource } from '../../../src/shell/sources/public.ts';
import { hexLists, publicServices } from '../../../src/shell/sources/public-services.ts';
import { drivenClock } from '../../support/clock.ts';
import { eventually, hear } from '../../support/heard.ts';
import { type Step, startStandIn } from '../../support/stand-in.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const start = async (
  lolSteps: readonly Step[],
  fiSteps: readonly Step[],
  addresses: readonly string[] = ['15521F', '7277a8'],
  around?: { readonly latitudeDeg: number; readonly longitudeDeg: number },
) => {
  const lol = await startStandIn(...lolSteps);
  const fi = await startStandIn(...fiSteps);
  cleanUps.push(lol.stop, fi.stop);
  const clock = drivenClock();
  const env = { DPRK_WATCH_ADSB_LOL: lol.url, DPRK_WATCH_ADSB_FI: `${fi.url}/api/` };
  const services = publicServices(env);
  const place = around === undefined ? {} : { around };
  const source = publicSource({
    id: 'public',
    clock,
    userAgent: 'dprk-watch/test',
    env,
    addresses,
    ...place,
    services,
  });
  cleanUps.push(source.stop);
  return { lol, fi, clock, source, heard: hear(source) };
};

describe('the public services', () => {
  it('are asked for the watched addresses, adsb.lol first, and credited', async () => {
    const { lol, fi, clock, source, heard } = await start([{ say: 'rows' }], [{ say: 'rows' }]);
    for (let poll = 1; poll <= 3; poll += 1) {
      await heard.until(() => heard.frames().length === poll);
      expect(clock.nextAt()).toBe(clock.now() + 10_000);
      clock.toNext();
    }
    expect(heard.links()).toEqual([
      { state: 'connecting', attempt: 1 },
      { state: 'up', via: 'adsb.lol', credit: 'adsb.lol, ODbL 1.0' },
    ]);
    expect(lol.asked[0]).toMatchObject({ url: '/v2/hex/15521f,7277a8', headers: { 'user-agent': 'dprk-watch/test' } });
    expect(fi.asked).toEqual([]);
    expect(source.credit).toContain('https://adsb.fi');
  });

  it('are asked in turn who is around a place, where a block or a type is watched', async () => {
    const sunan = { latitudeDeg: 39.2241, longitudeDeg: 125.67 };
    const { lol, clock, heard } = await start([{ say: 'rows' }], [{ say: 'rows' }], ['15521f'], sunan);
    for (let poll = 1; poll <= 3; poll += 1) {
      await heard.until(() => heard.frames().length === poll);
      clock.toNext();
    }
    expect(lol.asked.slice(0, 3).map(({ url }) => url)).toEqual([
      '/v2/hex/15521f',
      '/v2/point/39.2241/125.67/250',
      '/v2/hex/15521f',
    ]);
    const [, fi] = publicServices({});
    expect(fi?.around(sunan)).toBe('https://opendata.adsb.fi/api/v2/lat/39.2241/lon/125.67/dist/250');
  });

  it('fall over at once to adsb.fi where adsb.lol refuses, and return to it after ten minutes', async () => {
    const { lol, fi, clock, heard } = await start([{ say: 'refuse' }, { say: 'rows' }], [{ say: 'rows' }]);
    const from = clock.now();
    await heard.until(() => clock.nextAt() === from);
    clock.toNext();
    await heard.until(() => heard.frames().length === 1);
    expect(heard.lastLink()).toMatchObject({
      state: 'up',
      via: 'adsb.fi',
      credit: 'adsb.fi, non-commercial, https://adsb.fi',
    });
    expect(fi.asked[0]?.url).toBe('/api/v2/hex/15521f,7277a8');
    for (let poll = 2; clock.now() < from + BENCH_MS; poll += 1) {
      expect(lol.asked).toHaveLength(1);
      expect(heard.lastLink()).toMatchObject({ via: 'adsb.fi' });
      clock.toNext();
      await heard.until(() => heard.frames().length === poll);
    }
    expect(heard.lastLink()).toMatchObject({ state: 'up', via: 'adsb.lol' });
  });

  it('give adsb.lol a second try after a failure', async () => {
    const { fi, clock, heard } = await start([{ say: 'status', status: 502 }, { say: 'rows' }], [{ say: 'rows' }]);
    const from = clock.now();
    await heard.until(() => heard.links().length === 2);
    // The backoff, and then the least time between two questions to one service.
    clock.toNext();
    clock.toNext();
    await heard.link('up');
    expect(heard.lastLink()).toMatchObject({ via: 'adsb.lol' });
    expect(fi.asked).toEqual([]);
    expect(clock.now() - from).toBeGreaterThanOrEqual(5_000);
  });

  it('keep trying where neither answers, say why in one line, and never sooner than each has asked', async () => {
    const { lol, fi, clock, heard } = await start(
      [{ say: 'wait', retryAfter: '57600' }],
      [{ say: 'refuse' }, { say: 'rows' }],
    );
    await heard.until(() => heard.links().length === 2);
    clock.toNext();
    const down = await heard.link('down');
    expect(down.reason).toBe('adsb.lol: asked to wait: HTTP 429; adsb.fi: refused: HTTP 403 with a web page');
    expect((down.retryAt ?? 0) - clock.now()).toBeLessThanOrEqual(60_000);
    clock.toNext();
    await heard.link('up');
    expect(heard.lastLink()).toMatchObject({ via: 'adsb.fi' });
    expect(lol.asked).toHaveLength(1);
    expect(fi.asked).toHaveLength(2);
  });

  it('ask nothing where the watchlist holds nothing to ask for', async () => {
    const { lol, clock, heard } = await start([{ say: 'rows' }], [{ say: 'rows' }], ['~15521f', 'RA-86559']);
    expect(heard.lastLink()).toMatchObject({
      state: 'down',
      reason: 'the watchlist holds nothing that can be asked for',
    });
    expect(clock.pending()).toBe(0);
    expect(lol.asked).toEqual([]);
  });

  it('emit nothing once stop has returned', async () => {
    const { lol, clock, source, heard } = await start([{ say: 'nothing' }], [{ say: 'rows' }]);
    await eventually(() => lol.asked.length === 1);
    const before = heard.all.length;
    await source.stop();
    clock.advance(3_600_000);
    expect(heard.all.length).toBe(before);
    expect(clock.pending()).toBe(0);
  });

  it('get lists of at most 1000 addresses and 8000 characters, each address once', () => {
    const addresses = Array.from({ length: 2_500 }, (_, i) => i.toString(16).padStart(6, '0'));
    const lists = hexLists([...addresses, ...addresses]);
    expect(Math.max(...lists.map((list) => list.length))).toBeLessThanOrEqual(8_000);
    expect(Math.max(...lists.map((list) => list.split(',').length))).toBeLessThanOrEqual(1_000);
    expect(lists.join(',').split(',')).toEqual(addresses);
  });
});
