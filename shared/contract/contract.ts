import { ApplicationRef } from '../model/application.ts';
import { Connection } from '../model/connection.ts';
import { z, zMillis } from '../model/schema.ts';
import { SourceError } from '../model/sourceError.ts';
import { ClockChange, FaultChange, NetworkChange, ScenarioList, ScenarioStart, Truth } from '../simulation/control.ts';
import type { CallName, EventName } from './names.ts';
import { Appearance, Settings } from './settings.ts';
import { Topic, TopicSnapshot } from './topics.ts';

const Done = z.object({});

/** An expected failure crosses the contract as a value. */
const resultOf = <S extends z.ZodType>(value: S) =>
  z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value }), z.object({ ok: z.literal(false), error: SourceError })]);

export const LogRecord = z.object({ at: zMillis, stream: z.string(), message: z.string() });

/** The one map of what a window, a browser page or the command line can ask of the engine. */
export const contract = {
  'host.info': {
    input: z.object({}),
    output: z.object({ version: z.string(), host: z.enum(['electron', 'browser', 'cli']), platform: z.string() }),
  },
  /** Replaces what this viewer follows; answers with what is known now. Later changes come as `snapshots` events, numbered from `sequence` + 1. */
  watch: {
    input: z.object({ topics: z.array(Topic).max(200) }),
    output: z.object({ sequence: z.int(), snapshots: z.array(TopicSnapshot) }),
  },
  'settings.save': { input: z.object({ appearance: Appearance }), output: Settings },
  /** Adds a connection or replaces the one of the same id. */
  'connections.save': { input: Connection, output: Settings },
  'connections.remove': { input: z.object({ id: z.string() }), output: Settings },
  /** Which connections are watched from now on. */
  'connections.watch': { input: z.object({ ids: z.array(z.string()) }), output: Settings },
  /** Tries a connection without saving it; the value is a sentence that says what answered. */
  'connections.test': { input: Connection, output: resultOf(z.string()) },
  /** Changes the clock of a simulator connection. */
  'simulator.clock': {
    input: z.object({ connection: z.string(), ...ClockChange.shape }),
    output: resultOf(Done),
  },
  /** What a simulator can play, and which faults can be switched on. */
  'simulator.scenarios': { input: z.object({ connection: z.string() }), output: resultOf(ScenarioList) },
  /** What is really wrong in a simulator's world. */
  'simulator.truth': { input: z.object({ connection: z.string() }), output: resultOf(Truth) },
  /** Plays a scenario in the place of what plays; done when its history has been simulated. */
  'simulator.start': { input: z.object({ connection: z.string(), ...ScenarioStart.shape }), output: resultOf(Done) },
  'simulator.fault': { input: z.object({ connection: z.string(), change: FaultChange }), output: resultOf(Done) },
  /** Disturbs the requests to a simulator's services. */
  'simulator.network': { input: z.object({ connection: z.string(), change: NetworkChange }), output: resultOf(Done) },
  /** Searches an application's log stream with CloudWatch Logs' filter pattern; newest last. */
  'logs.search': {
    input: z.object({
      ref: ApplicationRef,
      pattern: z.string().max(1024),
      minutes: z.int().min(1).max(1440),
      limit: z.int().min(1).max(1000),
    }),
    output: resultOf(z.array(LogRecord)),
  },
} as const satisfies Record<CallName, { input: z.ZodType; output: z.ZodType }>;

export const events = {
  /** Coalesced: at most four a second, only the newest snapshot of each topic. A gap in `sequence` means: call `watch` again. */
  snapshots: z.object({ sequence: z.int(), snapshots: z.array(TopicSnapshot) }),
  /** The engine's process was lost or is back. A new `generation` has no memory of what was watched: call `watch` again. */
  engine: z.object({ state: z.enum(['up', 'restarting', 'gone']), generation: z.int() }),
} as const satisfies Record<EventName, z.ZodType>;

export type Input<K extends CallName> = z.input<(typeof contract)[K]['input']>;
export type Output<K extends CallName> = z.output<(typeof contract)[K]['output']>;
export type EventPayload<K extends EventName> = z.output<(typeof events)[K]>;

/** What the renderer talks to, wherever it runs. A refused or lost call rejects with `HostError`. */
export interface Host {
  call<K extends CallName>(name: K, input: Input<K>): Promise<Output<K>>;
  /** Returns the unsubscription. */
  on<K extends EventName>(name: K, tell: (payload: EventPayload<K>) => void): () => void;
}
