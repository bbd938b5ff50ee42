import type { BigVertex } from './graph.ts';

/** Metrics are fetched so often; before the first time there are none. */
const FETCH = 10_000;
/** Loads go up and down by a tenth within a minute. */
const SWING = 0.1;
const TURN = (2 * Math.PI) / 60_000;

export interface Moment {
  readonly started: number;
  readonly now: number;
}

/** How long a job had run when its metrics were fetched last. */
const fetched = ({ started, now }: Moment): number => Math.floor((now - started) / FETCH) * FETCH;

/** A share of time now, and the integral of it since the start in milliseconds. */
const swing = (base: number, phase: number, t: number): number => base * (1 + SWING * Math.sin(TURN * t + 2 * Math.PI * phase));
const integral = (base: number, phase: number, t: number): number =>
  base * (t - (SWING / TURN) * (Math.cos(TURN * t + 2 * Math.PI * phase) - Math.cos(2 * Math.PI * phase)));

interface Shares {
  readonly busy: number;
  readonly backpressured: number;
  readonly idle: number;
}

/** What the subtasks beside a hot one work. */
const HARDLY = 0.02;

/** Of one subtask, or of the mean one. A busy time near the whole second does not swing: there is no more of it. */
function sharesAt(
  { busy, backpressured, phase, hot }: BigVertex,
  at: (base: number, phase: number) => number,
  all: number,
  which: { readonly subtask: number } | { readonly of: number },
): Shares {
  const steady = busy > 0.9;
  const rest = 'subtask' in which ? Number(which.subtask > 0) : (which.of - 1) / which.of;
  const full = steady ? busy * all : at(busy, phase);
  const works = hot ? full * (1 - rest) + HARDLY * all * rest : full;
  const held = Math.min(all - works, at(backpressured, phase));
  return { busy: works, backpressured: held, idle: all - works - held };
}

const isSource = ({ inputs }: BigVertex): boolean => inputs.length === 0;

/** `metrics` of so many subtasks `of` all of a vertex: sums since the start. */
export function totals(vertex: BigVertex, subtasks: number, of: number, moment: Moment): Record<string, number | boolean> {
  const t = fetched(moment);
  const { busy, backpressured, idle } = sharesAt(vertex, (base, phase) => integral(base, phase, t), t, { of });
  const records = Math.round((integral(vertex.rate, vertex.phase, t) / 1000) * (subtasks / of));
  const read = isSource(vertex) ? 0 : records;
  return {
    'read-bytes': read * 80,
    'read-bytes-complete': t > 0,
    'write-bytes': records * 80,
    'write-bytes-complete': t > 0,
    'read-records': read,
    'read-records-complete': t > 0,
    'write-records': records,
    'write-records-complete': t > 0,
    'accumulated-backpressured-time': Math.round(backpressured * subtasks),
    'accumulated-idle-time': Math.round(idle * subtasks),
    'accumulated-busy-time': Math.round(busy * subtasks),
  };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
const levelOf = (ratio: number): string => (ratio <= 0.1 ? 'ok' : ratio <= 0.5 ? 'low' : 'high');

export function backpressure(vertex: BigVertex, parallelism: number, moment: Moment): object {
  const t = fetched(moment);
  if (t === 0) return { status: 'deprecated' };
  const shares = Array.from({ length: parallelism }, (_, subtask) =>
    sharesAt(vertex, (base, phase) => swing(base, phase, t), 1, { subtask }),
  );
  const level = levelOf(Math.max(...shares.map(({ backpressured }) => backpressured)));
  return {
    status: 'ok',
    backpressureLevel: level,
    'backpressure-level': level,
    'end-timestamp': moment.started + t,
    subtasks: shares.map(({ busy, backpressured, idle }, subtask) => ({
      subtask,
      backpressureLevel: level,
      'backpressure-level': level,
      ratio: round(backpressured),
      idleRatio: round(idle),
      busyRatio: round(busy),
    })),
  };
}

/** `…/watermarks`: sources have none. */
export const watermarks = (vertex: BigVertex, parallelism: number, moment: Moment): object[] =>
  isSource(vertex) || fetched(moment) === 0
    ? []
    : Array.from({ length: parallelism }, (_, i) => ({
        id: `${i}.currentInputWatermark`,
        value: String(moment.started + fetched(moment) - 1000 - i),
      }));

const RATES = ['numRecordsInPerSecond', 'numRecordsOutPerSecond'];
const TIMES = ['busyTimeMsPerSecond', 'backPressuredTimeMsPerSecond', 'idleTimeMsPerSecond'];
const NAMES = [...RATES, ...TIMES, 'numRecordsIn', 'numRecordsOut', 'currentInputWatermark'];

function figure(vertex: BigVertex, name: string, parallelism: number, moment: Moment): number {
  const t = fetched(moment);
  const shares = sharesAt(vertex, (base, phase) => swing(base, phase, t), 1, { of: parallelism });
  const all = totals(vertex, parallelism, parallelism, moment);
  const each = (sum: number): number => sum / parallelism;
  const rate = swing(vertex.rate, vertex.phase, t);
  const known: Readonly<Record<string, number>> = {
    numRecordsInPerSecond: isSource(vertex) ? 0 : each(rate),
    numRecordsOutPerSecond: each(rate),
    busyTimeMsPerSecond: Math.round(shares.busy * 1000),
    backPressuredTimeMsPerSecond: Math.round(shares.backpressured * 1000),
    idleTimeMsPerSecond: Math.round(shares.idle * 1000),
    numRecordsIn: each(Number(all['read-records'])),
    numRecordsOut: each(Number(all['write-records'])),
    currentInputWatermark: moment.started + t - 1000,
  };
  return known[name] ?? 0;
}

/** `…/subtasks/metrics`: the names, or aggregates of those asked for. One unknown name empties the answer. */
export function aggregates(vertex: BigVertex, parallelism: number, moment: Moment, asked: readonly string[] | null): object[] {
  if (asked === null) return NAMES.map((id) => ({ id }));
  if (fetched(moment) === 0 || asked.some((name) => !NAMES.includes(name))) return [];
  return asked.map((id) => {
    const value = figure(vertex, id, parallelism, moment);
    return { id, min: value, max: value, avg: value, sum: value * parallelism, skew: 0 };
  });
}

/** `…/metrics`: the same by subtask, `0.numRecordsIn`; values are strings. */
export function plainMetrics(vertex: BigVertex, parallelism: number, moment: Moment, asked: readonly string[] | null): object[] {
  if (asked === null) return Array.from({ length: parallelism }, (_, i) => NAMES.map((name) => ({ id: `${i}.${name}` }))).flat();
  if (fetched(moment) === 0) return [];
  return asked.flatMap((id) => {
    const name = id.replace(/^\d+\./, '');
    return NAMES.includes(name) ? [{ id, value: String(figure(vertex, name, parallelism, moment)) }] : [];
  });
}
