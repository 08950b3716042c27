/** Stand-ins for one test: started where they are needed, stopped when the test is over. */
import { onTestFinished } from 'vitest';
import { eventually } from './heard.ts';
import {
  type FeedStandIn,
  type FeedStandInOptions,
  type StandIn,
  type Step,
  startFeedStandIn,
  startStandIn,
} from './stand-in.ts';

/** An HTTP service that answers so; gone after the test. */
export const service = async (...steps: readonly Step[]): Promise<StandIn> => {
  const stand = await startStandIn(...steps);
  onTestFinished(() => stand.stop());
  return stand;
};
/** A WebSocket upstream; gone after the test. */
export const feed = async (options: FeedStandInOptions = {}): Promise<FeedStandIn> => {
  const stand = await startFeedStandIn(options);
  onTestFinished(() => stand.stop());
  return stand;
};
/** The client has connected and read all that it was sent: it answers a ping after it. */
export const allRead = async (stand: FeedStandIn): Promise<void> => {
  await eventually(() => stand.clients.size > 0);
  await Promise.all(
    [...stand.clients].map(
      (client) =>
        new Promise<void>((resolve) => {
          client.once('pong', () => resolve());
          client.ping();
        }),
    ),
  );
};
/** A port at which nobody listens. */
export const deadPort = async (): Promise<number> => {
  const stand = await startFeedStandIn();
  await stand.stop();
  return stand.port;
};
