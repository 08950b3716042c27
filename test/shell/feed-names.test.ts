/** FEED arguments: what they stand for, and what is said of those that stand for nothing. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FeedContext, feedNamed } from '../../src/shell/feed-names.ts';
import { splitOwnQuery } from '../../src/shell/sources/own-query.ts';
import { drivenClock } from '../support/clock.ts';

const context: FeedContext = {
  clock: drivenClock(),
  env: {},
  userAgent: 'dprk-watch/test',
  addresses: ['15521f'],
  input: new PassThrough(),
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'feeds-'));
  writeFileSync(join(folder, 'r.ndjson'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a FEED argument', () => {
  it.each([
    ['ws://127.0.0.1:8080/', 'ws://127.0.0.1:8080/'],
    ['wss://me:geheim@feed.example/p?token=geheim&x=1', 'wss://…@feed.example/p?token=…&x=1'],
    ['ws://h/?format=readsb&compress=true', 'ws://h/'],
    ['http://h/data/aircraft.json', 'http://h/data/aircraft.json'],
    ['https://h/?format=json', 'https://h/?format=json'],
    ['tcp://h:30047', 'tcp://h:30047'],
    ['tcp://[::1]:30047', 'tcp://::1:30047'],
    ['-', 'standard input'],
    ['adsb.lol', 'adsb.lol, then adsb.fi'],
    ['adsb.fi', 'adsb.fi'],
  ])('%s stands for the source shown as %s', (name, label) => {
    const feed = feedNamed(name, context);
    expect(feed).toMatchObject({ kind: 'live', source: { label } });
    expect(JSON.stringify(feed)).not.toContain('geheim');
  });

  it('may be a recording’s path', () => {
    expect(feedNamed(join(folder, 'r.ndjson'), context)).toMatchObject({
      kind: 'recording',
      source: { label: 'r.ndjson' },
    });
  });

  it.each([
    ['nats://h', 'nats:// is not built yet'],
    ['nats+ws://h', 'nats+ws:// is not built yet'],
    ['opensky', 'opensky is not built yet'],
    ['ftp://h/', 'ftp:// is no feed'],
    ['tcp://h', 'tcp://h names no host and port'],
    ['tcp://h:99999', 'tcp://h:99999 names no host and port'],
    ['wss://u:geheim@/', 'wss://…@/ is not a URL'],
    ['https://u:geheim@h/', 'https://…@h/ holds a password'],
    ['ws://h/?format=nonsense', 'there is no format "nonsense"'],
    ['none.ndjson', 'none.ndjson is no feed that is known, and there is no such file'],
  ])('%s is refused in words: %s', (name, error) => {
    const found = feedNamed(name, context);
    expect(found).toMatchObject({ error });
    expect('hint' in found && found.hint).toBeTruthy();
    expect(JSON.stringify(found)).not.toContain('geheim');
  });

  it('refuses a format that there is not, and gives two feeds of one name two ids', () => {
    expect(feedNamed('ws://h/', { ...context, format: 'nonsense' })).toMatchObject({
      error: 'there is no format "nonsense"',
    });
    expect(feedNamed('ws://h/', context, ['ws://h/', 'ws://h/ (2)'])).toMatchObject({ id: 'ws://h/ (3)' });
  });

  it('keeps our own parameters from the service, and leaves a signed query as it was', () => {
    const isFormat = (id: string): boolean => id === 'readsb';
    expect(splitOwnQuery('ws://h/p?a=1&format=readsb&compress=true', isFormat)).toMatchObject({
      url: new URL('ws://h/p?a=1'),
      format: 'readsb',
      compress: true,
    });
    expect(splitOwnQuery('ws://h/p?sig=a%2fb+c%20d', isFormat).url.href).toBe('ws://h/p?sig=a%2fb+c%20d');
  });
});
