import type { Millis, Ratio } from '../units/units.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../units/units.ts';

const minutes = (n: number): Millis => (n * MINUTE) as Millis;

/** Every limit that is our own judgement, in one place. Times are the connection's. */
export const thresholds = {
  /** Flink's own limits: up to this share of a second a vertex counts as not held back, above `high` as held back for good. */
  backpressure: { low: 0.1 as Ratio, high: 0.5 as Ratio },
  bottleneck: {
    /** The busiest subtask of a vertex that holds others back works at least so much of its time. */
    busy: 0.8 as Ratio,
  },
  skew: {
    /** The mean subtask does at most this share of what the busiest does. */
    meanOfWorst: 0.6,
    /** A subtask stands out from so many robust deviations above the median of its siblings on (Iglewicz and Hoaglin, 1993). */
    robustZ: 3.5,
    /** Siblings differ by so much of their median without it meaning anything. */
    jitter: 0.1,
    /**
     * Differences below these are no skew, whatever the ratio: a share of a second, records a second, records, bytes. So much times the
     * median of its siblings is none either. Records and state: twice, which the guide asks to look at without a number (p. 641 and 642).
     */
    least: {
      busy: { by: 0.25 as Ratio, times: 1 },
      rate: { by: 10, times: 2 },
      records: { by: 1_000, times: 2 },
      state: { by: 52_428_800, times: 2 },
    },
    /** A subtask with at most this share of the mean has nothing to do. */
    nothing: 0.01,
    /** What the slow ones have in common explains them when chance alone would do it this rarely, and when it has most of both. */
    shared: { chance: 0.05, precision: 0.75, recall: 0.75 },
    /** A watermark is held back when it is so far behind its siblings. */
    watermark: (30 * SECOND) as Millis,
  },
  watermark: {
    /** A vertex' event time is late when it is so far behind the moment of its figures. */
    late: minutes(5),
  },
  /**
   * Older figures say nothing about now. CloudWatch has a minute's figures up to two minutes after the minute,
   * so that the gap of a minute that began earlier than `delay` ago is one.
   */
  fresh: { within: minutes(5), delay: minutes(3) },
  lag: {
    /** Behind by less is how sources read, not a lag. */
    warning: minutes(1),
    critical: minutes(10),
    /** A lag of records does not say how long it takes to read them: only a growing one is critical. */
    records: { warning: 10_000, critical: 1_000_000, noise: 1_000 },
    /** A lag grows or shrinks when the newer half of this time differs from the older half by so many times its jitter, and by `noise` at least. */
    trend: { within: minutes(10), jitter: 1 },
    noise: (10 * SECOND) as Millis,
  },
  checkpoint: {
    /** Of the interval that the last checkpoint took. */
    warning: 0.8 as Ratio,
    /** Without a completed checkpoint for so many intervals, and for `least` at least. */
    missed: { warning: { intervals: 3, least: minutes(3) }, critical: { intervals: 10, least: minutes(15) } },
    /** One that takes more than so many times the median of so many before it is kept with its details. */
    slow: { times: 2, among: 10 },
  },
  restarts: { within: minutes(10), critical: 3 },
  failures: {
    /** Failures that are so close, without an attempt in between, are of one restart. */
    burst: SECOND,
    /** What a lost task manager does to a job goes on while restarts that fail of it are no further apart. */
    follows: minutes(3),
    /** Which subtask or task manager fails is told from so many failures on, where chance explains it this rarely. */
    least: 3,
    chance: 0.05,
  },
  failedCheckpoints: { within: minutes(10) },
  /** The guide's recommended alarms (p. 451 and 452), over some minutes so that a spike is none. */
  cpu: { high: 0.8 as Ratio, over: minutes(5) },
  heap: { high: 0.9 as Ratio, over: minutes(5) },
  taskManager: {
    /** Heartbeats come every 10 s; after 50 s without one Flink gives a task manager up (`heartbeat.timeout`). */
    heartbeat: (25 * SECOND) as Millis,
    /** Above this share of time in collectors a process works mostly for its memory. */
    gc: 0.1 as Ratio,
    /** The hottest has at least this load of CPU, and more than so many times that of the next. */
    hottest: { cpu: 0.2 as Ratio, times: 1.25 },
  },
  /** An application that has read before and reads nothing for so long. */
  silence: minutes(10),
  learning: {
    /** So much that is normal is needed for a threshold: a whole day, nearly. */
    enough: (23.5 * HOUR) as Millis,
    /** And so much for one that is known to be provisional, until there is a day. */
    provisional: (3 * HOUR) as Millis,
    /** So many hours of the day may be unseen where the time of day may matter: their neighbours tell what is usual. */
    unseen: 4,
    /** Thresholds by hour need so many days of every hour. */
    days: 3,
    /** Hours differ when the usual figures of the hours lie further apart than those within an hour, and their thresholds by so many times. */
    hours: { apart: 1, times: 1.3 },
    /**
     * The worst of an hour is an outlier beyond so many robust deviations (of the MAD, as Hampel does it; 1974) from the median of the same
     * hours of other days, and so much of that median at least. What more than `most` of all hours do is no exception.
     */
    outlier: { deviations: 5, jitter: 0.5, most: 0.25 },
    /** What is an outlier for so long, and to the end, may be a new level. */
    level: (12 * HOUR) as Millis,
    /**
     * A past of up to `longest` may end in an incident: the medians of its newest, shorter part and of the first hour (`fast`) of that lie beyond
     * the `top` percentile of what was before by so many times what that lies `apart`, and by so much of it at least, `risen` or `fallen`.
     * Where other signs of trouble are `known`, by that share. Looked for in so many levels at most; the shortest part has so many.
     */
    change: {
      longest: (3 * DAY) as Millis,
      shortest: 2,
      buckets: 288,
      top: 98,
      fast: HOUR,
      apart: 1,
      risen: 0.5,
      fallen: { least: 0.2, most: 0.5 },
      known: 0.7,
    },
  },
  normal: {
    /** What follows an operation, a restart or a failure is not normal for so long: state is read back, the lag is worked off. */
    grace: minutes(15),
    /** An alarm of the account begins to count so long before it fired: it needs some periods of trouble first. */
    before: minutes(10),
    /** What lasts for more than this share of the time is the usual state, not an exception. */
    most: 0.2,
    /** So is what comes on so many days, and on more than that share of all: a batch of every night. */
    days: 3,
    /** An application that was unwell for less is not counted as in trouble. */
    unwell: minutes(5),
    /** Trouble that begins so shortly before an operation is its doing: clocks and states are read once a minute. */
    near: minutes(5),
  },
  backtest: {
    /** Incidents no further apart are one. */
    merge: minutes(30),
    /** An alarm that fires so long before an incident belongs to it. */
    ahead: (2 * HOUR) as Millis,
    /** Fires again so soon after it was OK: it flaps. */
    flap: HOUR,
  },
  coverage: {
    /** An alarm of lag, memory, CPU or state may look at so long a period. */
    longestPeriod: minutes(5),
    /** So late it may tell. */
    latest: { critical: minutes(15), warning: HOUR },
    /** So long it may stay in ALARM after all is well. */
    longestMemory: (3 * HOUR) as Millis,
    /** What fires after less than so long is fired by one figure. */
    noisy: minutes(2),
    /** Of the guide's percentages, which it recommends only. */
    percent: { least: 50, most: 95 },
    /** So many times the threshold that holds is hardly ever reached; a lag has no limit. */
    beyond: { lag: 20, other: 10 },
    /** So many times below the threshold that holds is normal, where what is normal is not known. */
    within: 100,
  },
  notices: {
    /** What health says has to last so long before somebody is told; alarms wait by themselves. */
    settle: { critical: MINUTE, warning: minutes(3) },
    /** It is over when nothing was wrong for so long. */
    over: minutes(5),
    /** What returns sooner is the same incident. */
    again: minutes(10),
    /** Symptoms of one bottleneck begin within so long of each other; what begins later is an incident of its own. */
    together: minutes(30),
    /** A lag so soon after an outage is of that outage. */
    aftermath: minutes(10),
    /** Health has to be good for so long before an application can become sick: its figures come in one by one. */
    well: minutes(2),
    /** In real time: a connection's clock that goes so much further than the real one was moved. */
    jump: (2 * HOUR) as Millis,
    /** A clock that goes back further was moved. */
    back: MINUTE,
    /** Of a simulator that runs more times as fast as real time nobody is told. */
    fastest: 100,
    /** So many are told within a minute of real time. */
    burst: 5,
    /** So many are kept in the list. */
    most: 200,
  },
} as const;
