/**
 * The way out through a proxy, as the environment asks: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY (either case). For sockets
 * an agent that opens a CONNECT tunnel; for polls the proxy's URL. Refuses proxies that do not speak HTTP (socks), in words.
 */
import { Agent, type ClientRequestArgs, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as tlsConnect } from 'node:tls';
import { redactUrl } from '../redact.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A proxy that has not opened its tunnel by then is not going to. */
const CONNECT_TIMEOUT_MS = 15_000;

const from = (env: Environment, name: string): string | undefined => env[name.toLowerCase()] || env[name] || undefined;

const excluded = (host: string, port: string, list: string): boolean =>
  list.split(/[\s,]+/).some((entry) => {
    if (entry === '*') return true;
    const match = /^(?:\*?\.)?(.+?)(?::(\d+))?$/.exec(entry.toLowerCase());
    const name = match?.[1];
    if (name === undefined || (match?.[2] !== undefined && match[2] !== port)) return false;
    return host === name || host.endsWith(`.${name}`);
  });

/**
 * The proxy that the environment names for this URL, or `undefined` for a direct connection.
 * An entry of NO_PROXY covers the name and all below it; `*` covers everything; loopback is never proxied.
 * @throws Error in words where the proxy is no http(s) URL
 */
export const proxyFor = (url: URL, env: Environment): URL | undefined => {
  const secure = url.protocol === 'wss:' || url.protocol === 'https:';
  const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, '');
  const port = url.port || (secure ? '443' : '80');
  if (host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))) return undefined;
  if (excluded(host, port, from(env, 'NO_PROXY') ?? '')) return undefined;
  const named = from(env, secure ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? from(env, 'ALL_PROXY');
  if (named === undefined) return undefined;
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(named) ? named : `http://${named}`;
  if (!URL.canParse(text) || !/^https?:\/\//i.test(text)) {
    throw new Error(`the proxy ${redactUrl(text)} is not supported: an http:// or https:// proxy is needed`);
  }
  return new URL(text);
};

const credentials = (proxy: URL): Record<string, string> => {
  if (proxy.username === '' && proxy.password === '') return {};
  const pair = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { 'Proxy-Authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
};

type Opened = (error: Error | null, socket: Duplex) => void;

/** An agent whose connections go through `proxy` by CONNECT; TLS to the far end is verified as without a proxy. */
export const tunnelAgent = (proxy: URL, secure: boolean): Agent => {
  const agent = new Agent({ keepAlive: false });
  const fail = (callback: Opened, words: string): void =>
    callback(new Error(`proxy ${redactUrl(proxy.origin)}: ${words}`), undefined as unknown as Duplex);
  const open = (options: ClientRequestArgs, callback: Opened): void => {
    const host = String(options.host ?? options.hostname ?? '');
    const target = `${isIP(host) === 6 ? `[${host}]` : host}:${options.port ?? (secure ? 443 : 80)}`;
    const ask = proxy.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = ask({
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      method: 'CONNECT',
      path: target,
      headers: { Host: target, ...credentials(proxy) },
      agent: false,
      timeout: CONNECT_TIMEOUT_MS,
    });
    request.once('connect', (answer, socket: Socket) => {
      if (answer.statusCode !== 200) {
        socket.destroy();
        fail(callback, `answered ${answer.statusCode} to CONNECT`);
        return;
      }
      socket.setTimeout(0);
      if (!secure) {
        callback(null, socket);
        return;
      }
      const far = tlsConnect({ socket, rejectUnauthorized: true, ...(isIP(host) === 0 ? { servername: host } : {}) });
      far.once('error', (error) => fail(callback, error.message));
      far.once('secureConnect', () => callback(null, far));
    });
    request.once('timeout', () => request.destroy(new Error('no answer to CONNECT')));
    request.once('error', (error) => fail(callback, error.message));
    request.end();
  };
  // Node calls this for every connection of the agent; the typed signature knows only the synchronous form.
  (agent as unknown as { createConnection: typeof open }).createConnection = open;
  return agent;
};
