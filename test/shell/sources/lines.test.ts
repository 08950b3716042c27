/** Lines out of pieces: the cutter, standard input and TCP on loopback. */
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { inputSource } from '../../../src/shell/sources/input.ts';
import { lineCutter } from '../../../src/shell/sources/lines.ts';
import { tcpSource } from '../../../src/shell/sources/tcp.ts';
import { drivenClock } from '../../support/clock.ts';
import { eventually, hear } from '../../support/heard.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

describe('cutting at line ends', () => {
  it('gives the same lines however the bytes were split', () => {
    const line = fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `x${text.replace(/[\r\n]/g, '')}`);
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.array(fc.nat(200)),
        fc.boolean(),
        (lines, cuts, closed) => {
          const bytes = Buffer.from(lines.join('\n') + (closed ? '\n' : ''));
          const cutter = lineCutter();
          const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
          const heard: (string | undefined)[] = edges
            .slice(1)
            .map((edge, i) => cutter.push(bytes.subarray(edges[i], edge)));
          heard.push(cutter.end());
          const got = heard.filter((text) => text !== undefined).join('\n');
          expect(got).toBe(bytes.toString('utf8').replace(/\n$/, ''));
        },
      ),
    );
  });

  it('refuses one line over the limit and goes on with the next', () => {
    const cutter = lineCutter(10);
    expect(cutter.push(Buffer.from('0123456789'))).toBeUndefined();
    expect(cutter.push(Buffer.from('0123456789'))).toBeUndefined();
    expect(cutter.push(Buffer.from('rest\nnext\n'))).toBe('next');
    expect(cutter.refused()).toBe(1);
    expect(cutter.refused()).toBe(0);
  });
});

describe('standard input', () => {
  it('is read line by line and ends with its end, a last line without a line end included', async () => {
    const input = new PassThrough();
    const heard = hear(inputSource({ id: '-', input, clock: drivenClock() }));
    input.write('{"a":1}\n{"b"');
    input.end(':2}');
    await heard.link('ended');
    expect(heard.frames()).toEqual(['{"a":1}', '{"b":2}']);
  });

  it('is left alone after stop', async () => {
    const input = new PassThrough();
    const source = inputSource({ id: '-', input, clock: drivenClock() });
    const heard = hear(source);
    await source.stop();
    input.write('{"a":1}\n');
    await new Promise((resolve) => setImmediate(resolve));
    expect(heard.frames()).toEqual([]);
  });
});

describe('a TCP feed', () => {
  it('passes lines on, comes back after a loss, and notices silence', async () => {
    const peers = new Set<Socket>();
    const server = createServer((socket) => {
      peers.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => peers.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanUps.push(() => new Promise((resolve) => server.close(() => resolve())));
    const clock = drivenClock();
    const source = tcpSource({ id: 'tcp', host: '127.0.0.1', port: (server.address() as AddressInfo).port, clock });
    cleanUps.push(source.stop);
    const heard = hear(source);
    await heard.link('up');
    await eventually(() => peers.size === 1);
    for (const peer of peers) peer.write('MSG,3\r\nMSG,4\r\nMS');
    await heard.until(() => heard.frames().length === 1);
    expect(heard.frames()).toEqual(['MSG,3\r\nMSG,4\r']);
    for (const peer of peers) peer.destroy();
    expect((await heard.link('down')).reason).toBe('closed by the other side');
    clock.toNext();
    await heard.link('up');
    clock.advance(119_999);
    expect(heard.lastLink()?.state).toBe('up');
    clock.advance(1);
    expect(heard.lastLink()).toMatchObject({ state: 'down', reason: 'no data for 2 min' });
  });
});
