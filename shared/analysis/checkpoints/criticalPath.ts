import type { CheckpointDetail } from '../../model/insight/checkpointDetail.ts';
import type { Edge } from '../../model/job.ts';
import type { Millis, Ratio } from '../../units/units.ts';
import { millis, ratio } from '../../units/units.ts';
import type { Stop } from './barriers.ts';
import { barrierStops } from './barriers.ts';
import type { Phase } from './phases.ts';
import { endToEnd } from './phases.ts';

/** A phase is dominant from this share of the checkpoint on (guide p. 632–634; our judgement). */
const DOMINANT = 0.5;
/** A phase is long everywhere when the whole way spent so many times as much in it as the longest place. */
const ALONG = 1.5;
/** Subtasks are alike when so many of a vertex’ (and two at least) spent this share of what the slowest of them did in a phase. */
const ALIKE = { most: 0.75, share: 0.5 };

export interface Place {
  readonly vertex: string;
  readonly name: string;
  readonly subtask: number;
}

/** What a checkpoint that has been acknowledged took its time for. */
export interface CriticalPath {
  readonly kind: 'acknowledged';
  /** From the trigger to the last acknowledgement. */
  readonly duration: Millis;
  /** Where the time went. */
  readonly place: Place;
  readonly phase: Phase;
  /** Of that subtask's phase, as Flink measured it. */
  readonly took: Millis;
  /** Of the whole checkpoint. */
  readonly share: Ratio;
  /** How many of the vertex’ subtasks were about as slow in the phase, where most were: it is no matter of one subtask then. */
  readonly alike: { readonly count: number; readonly of: number; /** Of the slowest of them. */ readonly most: Millis } | null;
  /** The same phase everywhere on the way, where that is far more than at this place. */
  readonly along: { readonly took: Millis; readonly share: Ratio } | null;
  /** The subtask that acknowledged last, and the way of its barrier back to a source. */
  readonly path: readonly Place[];
  /** The sender whose barrier was waited for, where the alignment was long. */
  readonly late: (Place & { /** Behind the first of its siblings. */ readonly by: Millis }) | null;
  /** Where the alignment was long for no single sender. */
  readonly input: SlowInput | null;
}

/** The vertex whose last barrier came long after those of the other inputs; or all had sent theirs, and it was held on its way. */
export type SlowInput =
  | { readonly kind: 'late'; readonly vertex: string; readonly name: string; readonly by: Millis }
  | { readonly kind: 'held'; /** Since the trigger. */ readonly sent: Millis };

/** What a checkpoint waits for, or waited for until it failed. Flink tells nothing of a subtask before it has acknowledged. */
export interface Unanswered {
  readonly kind: 'unanswered';
  /** The first vertices on the way of the barriers that have not acknowledged, with all of their subtasks that have not. */
  readonly vertices: readonly {
    readonly vertex: string;
    readonly name: string;
    readonly subtasks: readonly number[];
    readonly of: number;
  }[];
  /** So many vertices behind those wait for their barriers. */
  readonly behind: number;
}

/**
 * The way of the barrier to the last acknowledgement, walked back: what is slow in one subtask makes the barriers of all behind it late,
 * so that the last one to acknowledge is often not the one that was slow. Null: nothing is known by subtask.
 */
export function criticalPath(detail: CheckpointDetail, edges: readonly Edge[]): CriticalPath | Unanswered | null {
  return unanswered(detail, edges) ?? slowest(barrierStops(detail, edges));
}

export const placeOf = ({ vertex, subtask }: Pick<Stop, 'vertex' | 'subtask'>): Place => ({
  vertex: vertex.id,
  name: vertex.name,
  subtask: subtask.index,
});

interface Found {
  readonly stop: Stop;
  readonly phase: Phase;
}

interface Part {
  readonly phase: Phase;
  /** What of the checkpoint's time was spent here and nowhere before. */
  readonly own: number;
}

export function slowest(stops: readonly Stop[]): CriticalPath | null {
  const last = lastToAnswer(stops);
  if (last === null) return null;
  const duration = endToEnd(last.subtask) ?? millis(0);
  const way = wayBack(last);
  const spent = way.map((stop, i) => ({ stop, parts: partsOf(stop, i === 0, way[i - 1]) }));
  const aligned = way.find(({ parts: { alignment }, subtask }) => !subtask.unaligned && alignment >= DOMINANT * duration);
  // Where most of the time was spent, and there the phase: one wait is often split into a start delay and an alignment.
  const most = greatest(spent, ({ parts }) => parts.reduce((sum, { own }) => sum + own, 0));
  const phase = greatest(most?.parts ?? [], ({ own }) => own)?.phase;
  if (most === null || phase === undefined) return null;
  const found: Found = aligned === undefined ? { stop: most.stop, phase } : { stop: aligned, phase: 'alignment' };
  const took = found.stop.parts[found.phase];
  const along = spent.flatMap(({ parts }) => parts).reduce((sum, part) => sum + (part.phase === found.phase ? part.own : 0), 0);
  const late = found.phase === 'alignment' ? lateSender(found.stop) : null;
  return {
    kind: 'acknowledged',
    duration,
    place: placeOf(found.stop),
    phase: found.phase,
    took: millis(took),
    share: shareOf(took, duration),
    alike: alikeOf(stops, found),
    along: along >= ALONG * took && took > 0 ? { took: millis(along), share: shareOf(along, duration) } : null,
    path: way.map(placeOf),
    late,
    input: found.phase === 'alignment' && late === null ? slowInput(found.stop) : null,
  };
}

const shareOf = (part: number, whole: number): Ratio => ratio(whole === 0 ? 0 : Math.min(1, part / whole));

function greatest<T>(all: readonly T[], of: (each: T) => number): T | null {
  let most: T | null = null;
  for (const each of all) if (most === null || of(each) > of(most)) most = each;
  return most;
}

/** Of those that acknowledged at the same time, the one whose barrier came last. */
function lastToAnswer(stops: readonly Stop[]): Stop | null {
  let last: Stop | null = null;
  for (const stop of stops) {
    const [whole, most] = [endToEnd(stop.subtask) ?? 0, last === null ? -1 : (endToEnd(last.subtask) ?? 0)];
    // Senders come before receivers: of a tie, the receiver is the end of the way.
    if (whole >= most) last = stop;
  }
  return last;
}

function wayBack(last: Stop): readonly Stop[] {
  const way: Stop[] = [];
  for (let stop: Stop | null = last; stop !== null; stop = stop.sender) way.push(stop);
  return way;
}

function partsOf(stop: Stop, isLast: boolean, after: Stop | undefined): Part[] {
  const { parts, arrived, sent, waited } = stop;
  // The wait in front of a subtask, from when its last sender had passed the barrier on: first for the first barrier, then for the last.
  const inAlignment = Math.min(waited, stop.subtask.unaligned ? 0 : Math.max(0, arrived - Math.max(sent, parts.startDelay)));
  const waitedFor = after !== undefined && after.sent >= arrived + parts.sync;
  return [
    { phase: 'startDelay', own: waited - inAlignment },
    {
      phase: 'alignment',
      own: isLast && stop.subtask.unaligned ? Math.max(0, parts.alignment - parts.sync - parts.async) : inAlignment,
    },
    { phase: 'sync', own: isLast || waitedFor ? parts.sync : 0 },
    { phase: 'async', own: isLast ? parts.async : 0 },
  ];
}

/** The sender of the last barrier, where it came later than its siblings’ by what the alignment lasted, or most of it. */
function lateSender({ sender, senders, parts }: Stop): CriticalPath['late'] {
  if (sender === null) return null;
  const siblings = senders.find((each) => each.includes(sender)) ?? [];
  const by = sender.arrived - siblings.reduce((least, { arrived }) => Math.min(least, arrived), sender.arrived);
  return by >= DOMINANT * parts.alignment ? { ...placeOf(sender), by: millis(by) } : null;
}

function slowInput({ senders, sent, arrived, parts, subtask }: Stop): SlowInput | null {
  const lasts = senders.flatMap((input) => greatest(input, passedOn) ?? []).sort((one, other) => passedOn(other) - passedOn(one));
  const [last, second] = lasts;
  if (last === undefined || subtask.unaligned) return null;
  const by = second === undefined ? 0 : passedOn(last) - passedOn(second);
  if (by >= DOMINANT * parts.alignment) return { kind: 'late', vertex: last.vertex.id, name: last.vertex.name, by: millis(by) };
  return arrived - Math.max(sent, parts.startDelay) >= DOMINANT * parts.alignment ? { kind: 'held', sent: millis(sent) } : null;
}

const passedOn = ({ arrived, parts }: Stop): number => arrived + parts.sync;

function alikeOf(stops: readonly Stop[], { stop, phase }: Found): CriticalPath['alike'] {
  const own = stops.filter(({ vertex }) => vertex.id === stop.vertex.id);
  const slowest = greatest(own, ({ parts }) => parts[phase]) ?? stop;
  const count = own.filter(({ parts }) => parts[phase] >= ALIKE.share * slowest.parts[phase]).length;
  const of = stop.vertex.subtaskCount;
  const most = slowest.parts[phase];
  return stop.parts[phase] >= ALIKE.share * most && count >= Math.max(2, ALIKE.most * of)
    ? { count, of, most: millis(most) }
    : null;
}

function unanswered({ checkpoint, vertices }: CheckpointDetail, edges: readonly Edge[]): Unanswered | null {
  if (checkpoint.status === 'COMPLETED') return null;
  const open = vertices.filter(({ acknowledgedCount, subtaskCount }) => acknowledgedCount < subtaskCount);
  if (open.length === 0) return null;
  const isOpen = new Set(open.map(({ id }) => id));
  const first = open.filter(({ id }) => !edges.some(({ from, to }) => to === id && from !== id && isOpen.has(from)));
  const shown = first.length > 0 ? first : open;
  return {
    kind: 'unanswered',
    vertices: shown.map(({ id, name, subtasks, subtaskCount }) => ({
      vertex: id,
      name,
      subtasks: (subtasks ?? []).filter(({ pending }) => pending).map(({ index }) => index),
      of: subtaskCount,
    })),
    behind: open.length - shown.length,
  };
}
