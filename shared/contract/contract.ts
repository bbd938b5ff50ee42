import { Backtest, BacktestQuestion, LearnQuestion, LearnedThreshold } from '../model/alarms/backtest.ts';
import { AlarmChoice, AlarmCode, AlarmPlan, UndoWrite, WriteOutcome, alarmFormats } from '../model/alarms/plan.ts';
import { RecommendedAlarmId } from '../model/alarms/recommended.ts';
import { Snooze } from '../model/alarms/status.ts';
import { Threshold } from '../model/alarms/threshold.ts';
import { ApplicationRef } from '../model/application.ts';
import { Connection } from '../model/connection.ts';
import { Marker } from '../model/history.ts';
import { Capture } from '../model/insight/capture.ts';
import { KeptCheckpoint } from '../model/insight/checkpointDetail.ts';
import { ProcessLog } from '../model/insight/taskManagers.ts';
import { ThreadDump } from '../model/insight/threads.ts';
import { LogRecord } from '../model/logs.ts';
import { MetricsQuestion, SeriesWindow } from '../model/metric.ts';
import { AwsProfiles } from '../model/profile.ts';
import { z, zMillis } from '../model/schema.ts';
import { SourceError } from '../model/sourceError.ts';
import { ClockChange, FaultChange, NetworkChange, ScenarioList, ScenarioStart, Truth } from '../simulation/control.ts';
import type { CallName, EventName } from './names.ts';
import { Appearance, Notifications, Settings, TopicArn, Telemetry } from './settings.ts';
import { Topic, TopicSnapshot } from './topics.ts';

const Done = z.object({});

/** An expected failure crosses the contract as a value. */
const resultOf = <S extends z.ZodType>(value: S) =>
  z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value }), z.object({ ok: z.literal(false), error: SourceError })]);

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
  'settings.save': {
    input: z.object({
      appearance: Appearance.optional(),
      telemetry: Telemetry.optional(),
      /** What is muted stays as it is: `notices.mute` changes that. */
      notifications: Notifications.omit({ muted: true }).optional(),
    }),
    output: Settings,
  },
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
  /** Answers what a connection asks of the user (`ConnectionView.prompt`): the code of an MFA device. It is used once and not kept. */
  'connections.answer': {
    input: z.object({ id: z.string(), code: z.string().regex(/^\d{6}$/, 'six digits') }),
    output: resultOf(Done),
  },
  /** The profiles of this machine's AWS config files. */
  'profiles.list': { input: z.object({}), output: AwsProfiles },
  /** Series of an application over any range, cut to the width of the drawing; in the order of the selectors. */
  'metrics.read': { input: MetricsQuestion, output: resultOf(z.array(SeriesWindow)) },
  /** What happened to the applications of a connection (or to one of them), oldest first. */
  'markers.read': {
    input: z.object({ connection: z.string(), application: z.string().nullable(), from: zMillis, to: zMillis }),
    output: z.array(Marker),
  },
  /**
   * Searches an application's log lines, newest last. `service`: CloudWatch Logs with its filter pattern. `history`: the lines that are
   * kept, all words in any order, `"…"` for a phrase; at no price.
   */
  'logs.search': {
    input: z.object({
      ref: ApplicationRef,
      pattern: z.string().max(1024),
      from: zMillis,
      to: zMillis,
      limit: z.int().min(1).max(10_000),
      source: z.enum(['service', 'history']),
    }),
    output: resultOf(z.object({ records: z.array(LogRecord), /** There are more. */ truncated: z.boolean() })),
  },
  /** Starts a query of CloudWatch Logs Insights; how it goes is told by the topic `insights`. */
  'logs.insights': {
    input: z.object({ ref: ApplicationRef, query: z.string().min(1).max(10_000), from: zMillis, to: zMillis }),
    output: resultOf(z.object({ id: z.string() })),
  },
  'logs.insightsStop': { input: z.object({ connection: z.string(), id: z.string() }), output: resultOf(Done) },
  /** The checkpoints and savepoints that are kept of an application, over restarts of its job, oldest first. */
  'checkpoints.read': {
    input: z.object({ ref: ApplicationRef, from: zMillis, to: zMillis }),
    output: resultOf(z.array(KeptCheckpoint)),
  },
  /** The end of a log file of a task manager, or of the `jobmanager`. */
  'taskManagers.log': {
    input: z.object({
      ref: ApplicationRef,
      process: z.string(),
      /** Null: the main one. */
      file: z.string().nullable(),
      bytes: z.int().min(1).max(4_000_000),
    }),
    output: resultOf(ProcessLog),
  },
  /** Every thread of a task manager, or of the `jobmanager`, now. */
  'threads.dump': { input: z.object({ ref: ApplicationRef, process: z.string() }), output: resultOf(ThreadDump) },
  /** Puts something into the application's library of captures, under a new key unless one is given (which undoes a removal). */
  'captures.save': {
    input: z.object({ ref: ApplicationRef, key: z.string().optional(), capture: Capture }),
    output: resultOf(z.object({ key: z.string() })),
  },
  'captures.read': { input: z.object({ ref: ApplicationRef, key: z.string() }), output: resultOf(Capture) },
  'captures.change': {
    input: z.object({ ref: ApplicationRef, key: z.string(), title: z.string().min(1).max(200), note: z.string().max(4000) }),
    output: resultOf(Done),
  },
  'captures.remove': { input: z.object({ ref: ApplicationRef, key: z.string() }), output: resultOf(Done) },
  /** Chooses a threshold of a recommended alarm; null goes back to the guide's, or to what is learned. */
  'alarms.choose': {
    input: z.object({ ref: ApplicationRef, alarm: RecommendedAlarmId, threshold: Threshold.nullable() }),
    output: resultOf(Done),
  },
  /** Keeps an alarm (null: every alarm of the application) from notifying for a while; `snooze` null ends that. */
  'alarms.snooze': {
    input: z.object({ ref: ApplicationRef, alarm: RecommendedAlarmId.nullable(), snooze: Snooze.nullable() }),
    output: resultOf(Done),
  },
  /** The SNS topic that new alarms of a connection tell; null: none. */
  'alarms.topic': { input: z.object({ connection: z.string(), arn: TopicArn.nullable() }), output: resultOf(Done) },
  /** What threshold a stretch of the past suggests, and why. Nothing is chosen by it. */
  'alarms.learn': { input: LearnQuestion, output: resultOf(LearnedThreshold) },
  /** What thresholds would have done over a stretch of the past. */
  'alarms.backtest': { input: BacktestQuestion, output: resultOf(Backtest) },
  /** The chosen alarms as code; with a CloudWatch dashboard for each application, if asked for. */
  'alarms.export': {
    input: z.object({ choice: AlarmChoice, format: z.enum(alarmFormats), dashboard: z.boolean() }),
    output: resultOf(AlarmCode),
  },
  /** What creating or updating the chosen alarms in the account would send; nothing is sent by it. */
  'alarms.plan': { input: z.object({ choice: AlarmChoice }), output: resultOf(AlarmPlan) },
  /** Writes what a plan said (of it, the alarms of these names); only in operator mode. `undo` takes the whole write back. */
  'alarms.apply': {
    input: z.object({ connection: z.string(), plan: z.string(), names: z.array(z.string()).min(1) }),
    output: resultOf(z.object({ outcomes: z.array(WriteOutcome), undo: z.string().nullable() })),
  },
  /** What `alarms.undo` would send as the account is now, for all alarms of the write; nothing is sent by it. */
  'alarms.undoPlan': {
    input: z.object({ connection: z.string(), undo: z.string() }),
    output: resultOf(z.object({ writes: z.array(UndoWrite) })),
  },
  'alarms.undo': {
    input: z.object({ connection: z.string(), undo: z.string() }),
    output: resultOf(z.object({ outcomes: z.array(WriteOutcome) })),
  },
  /** Marks notices as read; null: all. */
  'notices.read': { input: z.object({ ids: z.array(z.string()).nullable() }), output: resultOf(Done) },
  /** Mutes one application until a moment of real time (null: until it is taken back), or unmutes it; the others stay as they are. */
  'notices.mute': {
    input: z.object({ ref: ApplicationRef, mute: z.object({ until: zMillis.nullable() }).nullable() }),
    output: resultOf(Done),
  },
  /** Shows a notification of the system, to try how it looks: the desktop does it; a page in a browser does it by itself. */
  'notices.trial': { input: z.object({}), output: resultOf(Done) },
  /** What a topic showed at a moment of the connection's time, from history; `at` of the snapshot says how near it could be had. */
  past: { input: z.object({ topic: Topic, at: zMillis }), output: TopicSnapshot },
  /** Forgets everything that is kept of a connection, or of all. */
  'history.clear': { input: z.object({ connection: z.string().nullable() }), output: resultOf(Done) },
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
