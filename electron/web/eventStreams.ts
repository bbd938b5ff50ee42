import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EventName } from '#shared/contract/names.ts';
import type { Engine } from '../engine/createEngine.ts';
import { securityHeaders } from './pages.ts';

const HEARTBEAT = 15_000;
const MOST_STREAMS = 64;
/** A page that sleeps does not read; beyond this it is cheaper to let it come back than to keep its mail. */
const MOST_UNREAD = 8 * 1024 * 1024;

export interface EventStreams {
  open(request: IncomingMessage, response: ServerResponse, viewer: string): void;
  close(): void;
}

/** Server-sent events: one stream per viewer; when it ends, the engine forgets what that viewer watched. */
export function createEventStreams(attach: Engine['attach']): EventStreams {
  const ends = new Map<string, () => void>();
  let generation = 0;

  function open(request: IncomingMessage, response: ServerResponse, viewer: string): void {
    // A page may reconnect before its old stream is seen to be dead.
    ends.get(viewer)?.();
    if (ends.size >= MOST_STREAMS) {
      response.writeHead(503, { ...securityHeaders, 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ error: 'Too many pages are open on this host.' }));
      return;
    }
    request.socket.setNoDelay(true);
    response.writeHead(200, {
      ...securityHeaders,
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
    });
    const say = (name: EventName, payload: unknown) => {
      if (response.writableLength > MOST_UNREAD) response.destroy();
      else response.write(`event: ${name}\ndata: ${JSON.stringify(payload)}\n\n`);
    };

    const detach = attach(viewer, say);
    // Every stream is a new generation: whoever reconnects has to say again what it watches.
    generation += 1;
    say('engine', { state: 'up', generation });
    const heartbeat = setInterval(() => response.write(': alive\n\n'), HEARTBEAT);
    const end = () => {
      if (ends.get(viewer) !== end) return;
      ends.delete(viewer);
      clearInterval(heartbeat);
      detach();
      response.end();
    };
    ends.set(viewer, end);
    response.on('close', end);
  }

  return {
    open,
    close() {
      for (const end of Array.from(ends.values())) end();
    },
  };
}
