/** What may be shown of a URL. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactUrl } from '../../src/shell/redact.ts';

describe('a URL that is shown', () => {
  it.each([
    ['wss://me:geheim@host/x', 'wss://…@host/x'],
    ['wss://me:ge@heim@host/x?a=1', 'wss://…@host/x?a=1'],
    ['ws://h/?token=geheim&watch=15521f', 'ws://h/?token=…&watch=15521f'],
    ['ws://h/?watch=1&apikey=geheim#x', 'ws://h/?watch=1&apikey=…#x'],
    ['ws://h/websocket?userToken=geheim&vsn=2.0.0', 'ws://h/websocket?userToken=…&vsn=2.0.0'],
    ['https://h/?access_token=geheim&x-api-key=geheim', 'https://h/?access_token=…&x-api-key=…'],
    ['https://h/?API_KEY=geheim;PASSWORD=geheim', 'https://h/?API_KEY=…;PASSWORD=…'],
    ['failed: wss://a:b@h/?key=c and Bearer abc.def', 'failed: wss://…@h/?key=… and Bearer …'],
    [
      'https://api.adsb.lol/v2/hex/15521f?monkey=1&keyboard=2',
      'https://api.adsb.lol/v2/hex/15521f?monkey=1&keyboard=2',
    ],
    ['/data/flights@home/a.ndjson', '/data/flights@home/a.ndjson'],
  ])('%s is shown as %s', (given, shown) => {
    expect(redactUrl(given)).toBe(shown);
  });

  it('shows no password and no token, whatever they are made of', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9_.~@:!*-]{6,30}$/).map((text) => `Q7${text}7Q`);
    fc.assert(
      fc.property(secret, secret, (password, token) => {
        const shown = redactUrl(`connect to wss://user:${password}@feed.example/p?a=1&token=${token}&b=2 failed`);
        expect(shown).toBe('connect to wss://…@feed.example/p?a=1&token=…&b=2 failed');
      }),
    );
  });
});
