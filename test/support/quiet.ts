import { channel } from 'node:diagnostics_channel';
import type { ChannelListener } from 'node:diagnostics_channel';
import process from 'node:process';
import { setImmediate } from 'node:timers/promises';

/** When this process asks nothing over HTTP, by `fetch` or by Node's own client. */
export interface Quiet {
  /** Resolves when every request is answered and what the answers led to asks for nothing more. How long that takes does not matter. */
  reached(): Promise<void>;
  close(): void;
}

/** Turns of the event loop without any request: what an answer leads to takes a few of them. */
const TURNS = 200;
/** Files that are read, names of hosts, connections: they end in a turn to come. A timer is none, where time stands still. */
const isWork = (resource: string): boolean => /Req|Connect|Zlib/.test(resource);

const BEGINS = ['undici:request:create', 'http.client.request.start'];
const ENDS = ['undici:request:trailers', 'undici:request:error', 'http.client.response.finish', 'http.client.request.error'];

/** Sees what is asked from now on. */
export function watchQuiet(): Quiet {
  const open = new Set<unknown>();
  const begin: ChannelListener = (message) => void open.add(requestOf(message));
  const end: ChannelListener = (message) => void open.delete(requestOf(message));
  for (const name of BEGINS) channel(name).subscribe(begin);
  for (const name of ENDS) channel(name).subscribe(end);
  return {
    async reached() {
      for (let still = 0; still < TURNS; still += 1) {
        await setImmediate();
        if (open.size > 0 || process.getActiveResourcesInfo().some(isWork)) still = 0;
      }
    },
    close() {
      for (const name of BEGINS) channel(name).unsubscribe(begin);
      for (const name of ENDS) channel(name).unsubscribe(end);
    },
  };
}

const requestOf = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'request' in message ? message.request : message;
