/**
 * The relay's clients, grouped by what they watch: each group has one picture sequence, and its frames are worded once for all of it.
 * A client that does not keep up is sent nothing until it has caught up, then a fresh full picture; the others never wait for it.
 */
import type { WebSocket } from 'ws';
import {
  concerns,
  deltaMessage,
  fullMessage,
  type RelayDelta,
  type RelayState,
  type Watch,
  watchKey,
} from '../../feeds/relay-wire.ts';

/** More than this unread and the client is behind … */
export const BEHIND_BYTES = 4 * 1024 * 1024;
/** … until so little is left that a full picture will get through. */
const CAUGHT_UP_BYTES = 64 * 1024;

interface Client {
  readonly socket: WebSocket;
  behind: boolean;
}

interface Group {
  readonly watch: Watch;
  seq: number;
  readonly clients: Set<Client>;
}

export interface Audience {
  /** Adds a client and sends it `greeting`, then the full picture. Returns the way out. */
  readonly join: (socket: WebSocket, watch: Watch, greeting: readonly string[]) => () => void;
  /** Sends a change to whom it concerns; an empty one (`force`) to everybody. */
  readonly delta: (delta: RelayDelta, force: boolean) => void;
  /** Sends everybody a fresh full picture: they must start over. */
  readonly restart: () => void;
  /** Sends everybody this frame. */
  readonly all: (frame: string) => void;
  /** Gives those that have caught up their fresh start. */
  readonly catchUp: () => void;
  readonly size: () => number;
  readonly sent: () => { readonly frames: number; readonly restarts: number };
}

/**
 * @param picture the present picture
 * @param context frames that follow each fresh start: the upstreams' state
 */
export const createAudience = (
  picture: () => RelayState,
  context: () => readonly string[],
  behindBytes = BEHIND_BYTES,
): Audience => {
  const groups = new Map<string, Group>();
  let frames = 0;
  let restarts = 0;
  const send = (client: Client, frame: string): void => {
    if (client.behind || client.socket.readyState !== client.socket.OPEN) return;
    if (client.socket.bufferedAmount > behindBytes) {
      client.behind = true;
      return;
    }
    frames += 1;
    client.socket.send(frame);
  };
  const freshStart = (group: Group, clients: Iterable<Client>): void => {
    const full = fullMessage(picture(), group.seq, group.watch);
    const after = context();
    for (const client of clients) {
      send(client, full);
      for (const frame of after) send(client, frame);
    }
  };
  return {
    join: (socket, watch, greeting) => {
      const key = watchKey(watch);
      const group = groups.get(key) ?? { watch, seq: 0, clients: new Set() };
      groups.set(key, group);
      const client = { socket, behind: false };
      group.clients.add(client);
      for (const frame of greeting) send(client, frame);
      freshStart(group, [client]);
      return () => {
        group.clients.delete(client);
        if (group.clients.size === 0) groups.delete(key);
      };
    },
    delta: (delta, force) => {
      for (const group of groups.values()) {
        if (!force && !concerns(delta, group.watch)) continue;
        group.seq += 1;
        const frame = deltaMessage(delta, group.seq, group.watch);
        for (const client of group.clients) send(client, frame);
      }
    },
    restart: () => {
      for (const group of groups.values()) {
        group.seq += 1;
        freshStart(group, group.clients);
      }
    },
    all: (frame) => {
      for (const group of groups.values()) for (const client of group.clients) send(client, frame);
    },
    catchUp: () => {
      for (const group of groups.values()) {
        const ready = [...group.clients].filter(
          (client) => client.behind && client.socket.bufferedAmount <= CAUGHT_UP_BYTES,
        );
        for (const client of ready) client.behind = false;
        restarts += ready.length;
        if (ready.length > 0) freshStart(group, ready);
      }
    },
    size: () => [...groups.values()].reduce((sum, group) => sum + group.clients.size, 0),
    sent: () => ({ frames, restarts }),
  };
};
