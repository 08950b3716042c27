/** Not a terminal: the real program in pipes, on recordings and on loopback feeds, as scripts use it (CONTRACT §1, §3, §4, §7). */
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { OBEYED, temporaryFolders } from '../shell/support/shell-fixtures.ts';
import { pictureOf, recordedLine, rowAt, rowsAt } from '../support/live-feed.ts';
import { installedProgram, jsonLines, plainEnvironment } from '../support/program.ts';
import type { Step } from '../support/stand-in.ts';
import { allRead, deadPort, feed, service } from '../support/stood-in.ts';

const program = installedProgram();
const folder = temporaryFolders();

/** 2023-08-01T12:00:00Z */
const T0 = Date.UTC(2023, 7, 1, 12);
const EMERGENCY_FROM_S = 40;

/** Three minutes of two aircraft, one of which squawks 7700 for more than two of them. */
const recording = (): string => {
  const path = join(folder(), 'made-up.ndjson');
  const lines = Array.from({ length: 36 }, (_, step) => {
    const second = step * 5;
    const squawk = second >= EMERGENCY_FROM_S ? '7700' : '2000';
    return recordedLine(T0 + second * 1000, [rowAt(0, second, { squawk }), rowAt(2, second)]);
  });
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
};
/** A live minute in which RA-86559 squawks 7700, sent at once: the frames' own clock runs, ours does not. */
const emergencyMinute = (): readonly string[] => {
  const from = Date.now() - 200_000;
  return Array.from({ length: 19 }, (_, step) =>
    pictureOf(from + step * 10_000, [rowAt(0, step * 10, { squawk: step < 4 ? '2000' : '7700' })]),
  );
};
const kindsOf = (stdout: string): readonly unknown[] => jsonLines(stdout).map(({ kind }) => kind);

describe('a recording in a pipe', () => {
  it('is one event a line as JSON, the same bytes every time, without an escape byte, and ends with 0', async () => {
    const args = ['replay', recording(), '--json', '--data-dir', folder()];
    const first = await program.run(args);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(kindsOf(first.stdout)).toEqual(expect.arrayContaining(['first-seen', 'squawk-change', 'emergency']));
    expect(first.stdout).not.toMatch(OBEYED);
    const emergency = jsonLines(first.stdout).find(({ kind }) => kind === 'emergency');
    expect(emergency).toMatchObject({ icao24: '15521f', registration: 'RA-86559', level: 'alert', basis: 'observed' });
    expect(emergency?.['at']).toMatch(/^2023-08-01T12:00:\d\d\.\d{3}Z$/);
    expect((await program.run(args)).stdout).toBe(first.stdout);
  });

  it('is tab-separated with --plain, as many columns in every line', async () => {
    const path = recording();
    const plain = await program.run(['replay', path, '--plain', '--no-store']);
    const json = await program.run(['replay', path, '--json', '--no-store']);
    expect(plain.code).toBe(0);
    expect(plain.stdout).not.toMatch(OBEYED);
    const lines = plain.stdout.split('\n').slice(0, -1);
    expect(lines).toHaveLength(jsonLines(json.stdout).length);
    expect(new Set(lines.map((line) => line.split('\t').length)).size).toBe(1);
    expect(lines[0]?.split('\t').length).toBeGreaterThan(5);
  });

  it('ends quietly with 0 when the reader has gone', () => {
    const path = recording();
    const script = `{ "$0" "$1" demo --json --no-store; echo "code $?" >&2; } | head -1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', script, process.execPath, program.script, path], {
      encoding: 'utf8',
      env: plainEnvironment(),
      timeout: 20_000,
    });
    expect(jsonLines(stdout)).toHaveLength(1);
    expect(stderr).toBe('code 0\n');
  });

  it('may come over standard input', async () => {
    const input = `${emergencyMinute().join('\n')}\n`;
    const { code, stdout } = await program.run(['-', '--json', '--no-store'], { input });
    expect(code).toBe(0);
    expect(kindsOf(stdout)).toEqual(expect.arrayContaining(['first-seen', 'emergency']));
  });

  it('plays on over a torn last line and says what was not readable on standard error', async () => {
    const path = recording();
    appendFileSync(path, 'nonsense\n{"at":1690891300000,"feed":"rea');
    const { code, stdout, stderr } = await program.run(['replay', path, '--json', '--no-store']);
    expect(code).toBe(0);
    expect(kindsOf(stdout)).toContain('emergency');
    expect(stderr).toMatch(/line 37/);
    expect(stderr).not.toMatch(OBEYED);
  });
});

describe('the demo in a pipe', () => {
  it('gives by player, relay and WebSocket the very events that a replay of its recording gives', async () => {
    const shipped = new URL('../../src/recordings/august-2023.ndjson.gz', import.meta.url).pathname;
    const replayed = await program.run(['replay', shipped, '--json', '--watch', '15521f', '--no-store']);
    const told = await program.run(['demo', '--json', '--no-store']);
    expect({ code: told.code, stderr: told.stderr }).toEqual({ code: 0, stderr: '' });
    // What is said about visits is dated by the receipt, and a relay tells the feed's own time: a second apart at most.
    const dateless = (text: string) => jsonLines(text).map(({ detectedAt: _when, ...rest }) => rest);
    const said = (text: string): readonly number[] =>
      jsonLines(text).map(({ detectedAt }) => Date.parse(`${detectedAt}`));
    expect(dateless(told.stdout)).toEqual(dateless(replayed.stdout));
    const apartMs = said(told.stdout).map((at, index) => Math.abs(at - (said(replayed.stdout)[index] ?? 0)));
    expect(Math.max(...apartMs)).toBeLessThan(1000);
    expect(kindsOf(told.stdout)).toEqual(expect.arrayContaining(['take-off', 'lost', 're-seen', 'landing']));
  });
});

describe('--once', () => {
  const once = (url: string) => program.run([url, '--once', '--json', '--wait', '1', '--no-store']);

  it('prints one watched aircraft a line from a feed that answers, and ends with 0', async () => {
    const stranger = rowAt(0, 0, { hex: '400001', r: 'G-AAAA', t: 'A320', flight: 'BAW1' });
    const { url } = await service({ say: 'rows', rows: [rowAt(0, 0), stranger], now: Date.now() });
    const { code, stdout } = await once(url);
    expect(code).toBe(0);
    expect(jsonLines(stdout)).toMatchObject([
      { icao24: '15521f', registration: 'RA-86559', callsign: 'RFF7081', typecode: 'IL62', altitudeFt: 21_000 },
    ]);
    const all = await program.run([url, '--once', '--plain', '--all', '--no-store']);
    expect(all.stdout.trimEnd().split('\n')).toHaveLength(2);
  });

  it.each<[string, Step, number, RegExp]>([
    ['an empty sky', { say: 'rows', rows: [], now: Date.now() }, 1, /^$/],
    ['a page of HTML with 403', { say: 'refuse', html: true }, 4, /refused/],
    ['a 401', { say: 'refuse', status: 401, html: false }, 4, /refused/],
    ['a browser check with 200', { say: 'challenge' }, 4, /refused/],
    ['a 429 with Retry-After', { say: 'wait', retryAfter: '30' }, 5, /asked to wait: HTTP 429 until \d{4}-/],
    ['an answer that is cut off', { say: 'cut-off' }, 5, /cut|closed|reset|aborted|ended/i],
  ])('on %s prints nothing and says why', async (_name, step, expected, said) => {
    const { url } = await service(step);
    const { code, stdout, stderr } = await once(url);
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).toMatch(said);
    expect(stderr).not.toMatch(OBEYED);
  });

  it('without a feed asks adsb.lol for the watched addresses, and adsb.fi where that refuses', async () => {
    const lol = await service({ say: 'refuse', html: true });
    const fi = await service({ say: 'rows', rows: [rowAt(0, 0)], now: Date.now() });
    const env = { DPRK_WATCH_ADSB_LOL: lol.url, DPRK_WATCH_ADSB_FI: fi.url };
    const { code, stdout } = await program.run(['--once', '--json', '--no-store'], { env });
    expect(code).toBe(0);
    expect(jsonLines(stdout)).toMatchObject([{ icao24: '15521f' }]);
    for (const { asked } of [lol, fi]) {
      expect(asked[0]?.url).toMatch(/^\/v2\/hex\/.*15521f/);
      expect(asked[0]?.headers['user-agent']).toMatch(/^dprk-watch\//);
    }
  });
});

describe('the exit code', () => {
  it.each([
    ['an unknown option', ['--no-such-thing']],
    ['a filter that cannot be read', ['--filter', 'alt>>', '--once']],
    ['a feed that is none', ['gopher://x']],
  ])('is 2 for %s, with a sentence and no stack', async (_name, args) => {
    const { code, stdout, stderr } = await program.run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^dprk-watch: /);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('is 4 where a WebSocket feed refuses the key', async () => {
    const { url, refuse } = await feed();
    refuse({ status: 401 });
    const { code, stdout, stderr } = await program.run([url, '--json', '--no-store']);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toContain('refused: HTTP 401');
  });

  it('is 4 where an HTTP feed refuses the key, which is not shown', async () => {
    const { url } = await service({ say: 'refuse', status: 401, html: false });
    const { code, stderr } = await program.run([url, '--json', '--no-store'], { env: { DPRK_WATCH_TOKEN: 's3cret' } });
    expect(code).toBe(4);
    expect(stderr).toContain('401');
    expect(stderr).not.toContain('s3cret');
  });

  it('is 2 for a recording that is not there', async () => {
    const { code, stdout, stderr } = await program.run(['replay', '/no/such/recording.ndjson', '--json']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^dprk-watch: .*recording\.ndjson/);
  });

  it('is 5 where no feed could be reached in the time that --give-up gives', async () => {
    const { code, stderr } = await program.run([
      `ws://127.0.0.1:${await deadPort()}/`,
      '--json',
      '--give-up',
      '1',
      '--no-store',
    ]);
    expect(code).toBe(5);
    expect(stderr).toContain('no feed could be reached');
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('is 128+n on %s', async (signal, expected) => {
    const stand = await feed({ onConnect: (socket) => socket.send(pictureOf(Date.now(), [rowAt(0, 0)])) });
    const running = program.start([stand.url, '--json', '--no-store']);
    await allRead(stand);
    running.process.kill(signal);
    expect((await running.ended).code).toBe(expected);
  });

  it('is 0 for a filter that can be read and 2 for one that cannot, with the place', async () => {
    expect(await program.run(['filter', 'check', 'type:IL62 alt>30000'])).toMatchObject({ code: 0, stderr: '' });
    const wrong = await program.run(['filter', 'check', 'alt>high']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr + wrong.stdout).toContain('^');
  });
});

describe('a live feed in a pipe', () => {
  it('is recorded as it came, relayed, and kept in the log: the same events everywhere', {
    timeout: 60_000,
  }, async () => {
    const sent = emergencyMinute();
    const { url } = await feed({
      onConnect: (socket) => {
        for (const text of sent) socket.send(text);
      },
    });
    const dir = folder();
    const file = join(folder(), 'kept.ndjson.gz');
    const relay = program.start(['relay', url, '--listen', '127.0.0.1:0', '--no-store']);
    const recorder = program.start(['record', file, url, '--no-store']);
    const live = program.start([url, '--json', '--data-dir', dir]);
    await relay.says('relaying on');
    const address = /relaying on (\S+)/.exec(relay.stderr())?.[1] ?? '';
    await relay.says('connected');

    // Through the relay: one picture is enough for --once.
    const through = await program.run([address, '--once', '--json', '--no-store']);
    expect(through.code).toBe(0);
    expect(jsonLines(through.stdout)).toMatchObject([{ icao24: '15521f', squawk: '7700' }]);

    await live.writes('"emergency"');
    for (const one of [relay, recorder, live]) one.process.kill('SIGTERM');
    expect(await Promise.all([relay, recorder, live].map(async ({ ended }) => (await ended).code))).toEqual([
      143, 143, 143,
    ]);

    const said = jsonLines(live.stdout());
    expect(said.map(({ kind }) => kind)).toContain('emergency');
    const log = await program.run(['log', '--json', '--data-dir', dir]);
    expect(log.code).toBe(0);
    expect(new Set(jsonLines(log.stdout).map(({ id }) => id))).toEqual(new Set(said.map(({ id }) => id)));

    const recorded = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
    expect(recorded.filter((line) => line.includes('"text"'))).toHaveLength(sent.length);
    const replayed = await program.run(['replay', file, '--json', '--no-store']);
    expect(replayed.code).toBe(0);
    expect(jsonLines(replayed.stdout).map(({ id }) => id)).toEqual(said.map(({ id }) => id));
  });

  it('finds nothing in a log that was never written: exit 1, one sentence', async () => {
    const { code, stdout, stderr } = await program.run(['log', '--json', '--data-dir', folder()]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^dprk-watch: no event.*\n$/);
  });

  it('counts on standard error what it refused, and passes none of it on', async () => {
    const stand = await feed({
      onConnect: (socket) => {
        socket.send(pictureOf(Date.now(), rowsAt(0, 2)));
        socket.send('{"now":');
        socket.send('<html>no feed</html>');
        socket.send(pictureOf(Date.now(), [{}, rowAt(0, 1, { flight: 'A\x1b]52;c;aGk=\x07B', squawk: 'd276' })]));
      },
    });
    const running = program.start([stand.url, '--json', '--no-store']);
    await allRead(stand);
    running.process.kill('SIGTERM');
    const { stdout, stderr } = await running.ended;
    expect(stdout + stderr).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f]/);
    expect(stderr).toMatch(/rejected/);
    expect(stderr).toMatch(/unusable/);
  });
});

describe('doctor', () => {
  it('asks each public service by itself and says what each answers; the worst one decides the exit', async () => {
    const lol = await service({ say: 'refuse', html: true });
    const fi = await service({ say: 'rows', rows: [rowAt(0, 0)], now: Date.now() });
    const env = { DPRK_WATCH_ADSB_LOL: lol.url, DPRK_WATCH_ADSB_FI: fi.url };
    const { code, stdout } = await program.run(['doctor', '--data-dir', folder(), '--wait', '2'], { env });
    expect(code).toBe(4);
    expect(stdout).toMatch(/adsb\.lol: it refused with 403, and sent a web page/);
    expect(stdout).toMatch(/adsb\.fi: it answers: 1 aircraft/);
    expect(stdout).not.toMatch(OBEYED);
  });

  it('says of a port where nobody listens that it cannot be reached, exit 5', async () => {
    const { code, stdout } = await program.run([
      'doctor',
      `ws://127.0.0.1:${await deadPort()}/`,
      '--data-dir',
      folder(),
    ]);
    expect(code).toBe(5);
    expect(stdout).toMatch(/cannot be reached/);
  });
});

describe('a relay', () => {
  it('answers a browser and a stranger without falling over, and ends on SIGINT', async () => {
    const upstream = await feed({ onConnect: (socket) => socket.send(pictureOf(Date.now(), rowsAt(0, 2))) });
    const relay = program.start(['relay', upstream.url, '--listen', '127.0.0.1:0', '--no-store']);
    await relay.says('connected');
    const port = Number(/relaying on ws:\/\/127\.0\.0\.1:(\d+)/.exec(relay.stderr())?.[1]);
    const health = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect([200, 503]).toContain(health.status);
    const stranger = connect(port, '127.0.0.1');
    stranger.on('error', () => undefined).end('\x00\x01 nonsense\r\n\r\n');
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(426);
    relay.process.kill('SIGINT');
    expect((await relay.ended).code).toBe(130);
  });
});
