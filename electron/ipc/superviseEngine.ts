import type { EventPayload } from '#shared/contract/contract.ts';
import type { CallName, EventName } from '#shared/contract/names.ts';
import type { Millis } from '#shared/units/units.ts';
import type { Clock } from '../clock.ts';
import type { EngineLink } from './engineLink.ts';
import type { Answer, EngineStart, FromEngine, ToEngine } from './messages.ts';

/** A life shorter than this counts as a failed start. */
const QUICK = 30_000;
/** So many failed starts in a row, and nobody tries again unasked. */
const MOST_QUICK_DEATHS = 5;
const FIRST_PAUSE = 250;
const PATIENCE_AT_STOP = 3000 as Millis;

type EngineState = EventPayload<'engine'>;

export interface SupervisorOptions {
  /** Starts the engine's process anew. */
  readonly launch: () => EngineLink;
  readonly start: EngineStart;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Something that the engine tells one viewer. */
  readonly tell: (viewer: string, name: EventName, payload: unknown) => void;
  /** The engine was lost, is back, or keeps dying (`gone`); the reason is for a person. */
  readonly stateChanged: (state: EngineState, reason: string) => void;
}

export interface EngineSupervisor {
  /** What was last told of the engine; null until it has started once. */
  state(): EngineState | null;
  /** Waits while the engine (re)starts. */
  call(viewer: string, name: CallName, input: unknown): Promise<Answer>;
  attach(viewer: string): void;
  detach(viewer: string): void;
  /** For a person who asks: starts a `gone` engine again, and ends a running one so that it starts anew. */
  restart(): void;
  stop(): Promise<void>;
}

interface Pending {
  readonly message: Extract<ToEngine, { type: 'call' }>;
  readonly settle: (answer: Answer) => void;
}

/** Keeps one engine alive: starts it, watches it, starts it again with growing pauses, gives up after several quick deaths. */
export function superviseEngine({ launch, start, clock, log, tell, stateChanged }: SupervisorOptions): EngineSupervisor {
  const stopped = new AbortController();
  const viewers = new Set<string>();
  let waiting: Pending[] = [];
  let inFlight = new Map<number, Pending>();
  let link: EngineLink | null = null;
  let up = false;
  let generation = 0;
  let nextCall = 0;
  let lastTold: EngineState | null = null;
  let tryAgain = (): void => undefined;

  const announce = (state: EngineState['state'], reason: string): void => {
    lastTold = { state, generation };
    stateChanged(lastTold, reason);
  };
  const post = ({ message, settle }: Pending): void => {
    inFlight.set(message.id, { message, settle });
    link?.send(message);
  };
  const refuseAll = (calls: Iterable<Pending>, message: string): void => {
    for (const { settle } of calls) settle({ ok: false, message });
  };

  const hear = (message: FromEngine): void => {
    switch (message.type) {
      case 'hello':
        link?.send({ type: 'start', options: start });
        break;
      case 'ready':
        up = true;
        generation += 1;
        for (const viewer of viewers) link?.send({ type: 'attach', viewer });
        announce('up', '');
        for (const call of waiting.splice(0)) post(call);
        break;
      case 'answer':
        inFlight.get(message.id)?.settle(message.answer);
        inFlight.delete(message.id);
        break;
      case 'event':
        if (viewers.has(message.viewer)) tell(message.viewer, message.name, message.payload);
        break;
    }
  };

  /** One life of the process, from start to end. */
  const live = async (): Promise<string> => {
    try {
      link = launch();
    } catch (thrown) {
      return `It could not be started: ${thrown instanceof Error ? thrown.message : String(thrown)}.`;
    }
    link.listen(hear);
    const reason = await link.ended;
    link = null;
    up = false;
    const lost = inFlight.values();
    inFlight = new Map();
    refuseAll(lost, 'The engine stopped before it answered.');
    return reason;
  };

  const run = async (): Promise<void> => {
    let quickDeaths = 0;
    while (!stopped.signal.aborted) {
      const began = clock.now();
      const reason = await live();
      if (stopped.signal.aborted) return;
      quickDeaths = clock.now() - began < QUICK ? quickDeaths + 1 : 1;
      log(`The engine stopped. ${reason}`);
      if (quickDeaths < MOST_QUICK_DEATHS) {
        announce('restarting', reason);
        await clock.sleep((FIRST_PAUSE * 2 ** (quickDeaths - 1)) as Millis, stopped.signal);
        continue;
      }
      refuseAll(waiting.splice(0), 'The engine keeps stopping.');
      const asked = new Promise<void>((resolve) => {
        tryAgain = resolve;
      });
      announce('gone', reason);
      await asked;
      quickDeaths = 0;
    }
  };
  const running = run();

  return {
    state: () => lastTold,
    call: (viewer, name, input) =>
      new Promise((settle) => {
        if (stopped.signal.aborted) return settle({ ok: false, message: 'Streamgauge is quitting.' });
        if (lastTold?.state === 'gone') return settle({ ok: false, message: 'The engine keeps stopping.' });
        nextCall += 1;
        const call: Pending = { message: { type: 'call', id: nextCall, viewer, name, input }, settle };
        if (up) post(call);
        else waiting.push(call);
      }),
    attach(viewer) {
      viewers.add(viewer);
      if (up) link?.send({ type: 'attach', viewer });
    },
    detach(viewer) {
      viewers.delete(viewer);
      if (up) link?.send({ type: 'detach', viewer });
    },
    restart() {
      if (lastTold?.state === 'gone') {
        announce('restarting', '');
        tryAgain();
      } else link?.kill();
    },
    async stop() {
      stopped.abort();
      tryAgain();
      refuseAll(waiting.splice(0), 'Streamgauge is quitting.');
      const dying = link;
      if (dying !== null) {
        dying.send({ type: 'stop' });
        const patience = new AbortController();
        await Promise.race([dying.ended, clock.sleep(PATIENCE_AT_STOP, patience.signal)]);
        patience.abort();
        dying.kill();
        await dying.ended;
      }
      await running;
    },
  };
}
