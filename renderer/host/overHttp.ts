import type { EventPayload, Host, Input, Output } from '#shared/contract/contract.ts';
import type { CallName, EventName } from '#shared/contract/names.ts';
import { EVENTS } from '#shared/contract/names.ts';
import { backOff } from './backOff.ts';
import type { Clock } from './clock.ts';
import { HostError } from './hostError.ts';

/** What is used of an EventSource. */
export interface EventStream {
  addEventListener(name: string, hear: (event: MessageEvent<string>) => void): void;
  close(): void;
}

export interface HttpOptions {
  readonly origin: string;
  /** This page's name: the host sends events to it alone. */
  readonly viewer: string;
  readonly clock: Clock;
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  readonly openStream: (address: string) => EventStream;
}

export interface HttpHost {
  readonly host: Host;
  open(): void;
  close(): void;
}

type Listeners = { readonly [K in EventName]: Set<(payload: EventPayload<K>) => void> };

/**
 * The contract over HTTP and server-sent events. A lost stream is told as an `engine` event, like a lost engine process under Electron:
 * `restarting` while nothing answers, `gone` when the host answers but no longer lets this page in.
 */
export function overHttp({ origin, viewer, clock, fetch, openStream }: HttpOptions): HttpHost {
  const listeners: Listeners = { snapshots: new Set(), engine: new Set() };
  let stream: EventStream | null = null;
  let cancelRetry = (): void => undefined;
  let failures = 0;
  let generation = 0;
  let wanted = true;
  let gone = false;

  const say = <K extends EventName>(name: K, payload: EventPayload<K>): void => {
    for (const tell of listeners[name]) tell(payload);
  };

  async function call<K extends CallName>(name: K, input: Input<K>): Promise<Output<K>> {
    const reply = await fetch(`${origin}/host/${name}?viewer=${viewer}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(input),
    }).catch(() => {
      throw new HostError('Streamgauge’s host does not answer.');
    });
    const body: unknown = await reply.json().catch(() => null);
    if (!reply.ok) throw new HostError(refusalIn(body) ?? `The host refused “${name}” (${reply.status}).`, reply.status);
    // The host's gate has parsed it by the schema of this call.
    return body as Output<K>;
  }

  function open(): void {
    if (stream !== null) return;
    wanted = true;
    cancelRetry();
    const opened = openStream(`${origin}/host/events?viewer=${viewer}`);
    stream = opened;
    for (const name of EVENTS)
      opened.addEventListener(name, ({ data }) => {
        const payload = JSON.parse(data) as EventPayload<typeof name>;
        if (name === 'engine') {
          failures = 0;
          gone = false;
          generation = (payload as EventPayload<'engine'>).generation;
        }
        say(name, payload as never);
      });
    opened.addEventListener('error', () => void lost(opened));
  }

  async function lost(which: EventStream): Promise<void> {
    if (stream !== which) return;
    which.close();
    stream = null;
    failures += 1;
    cancelRetry = clock.after(backOff(failures), open);
    if (!gone) say('engine', { state: 'restarting', generation });
    // A stream does not say why it failed; a call does.
    const status = await call('host.info', {}).then(
      () => null,
      (error: HostError) => error.status,
    );
    gone = status === 401 || status === 403;
    if (wanted && stream === null) say('engine', { state: gone ? 'gone' : 'restarting', generation });
  }

  return {
    host: {
      call,
      on(name, tell) {
        listeners[name].add(tell);
        // The first stream opens when somebody listens, so that nothing that it says is missed.
        if (name === 'engine' && wanted) open();
        return () => void listeners[name].delete(tell);
      },
    },
    open,
    close() {
      wanted = false;
      cancelRetry();
      stream?.close();
      stream = null;
    },
  };
}

const refusalIn = (body: unknown): string | null =>
  typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string' ? body.error : null;
