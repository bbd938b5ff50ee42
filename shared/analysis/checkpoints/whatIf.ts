import type { CheckpointDetail } from '../../model/insight/checkpointDetail.ts';
import type { Edge } from '../../model/job.ts';
import type { Millis } from '../../units/units.ts';
import { millis } from '../../units/units.ts';
import type { Stop } from './barriers.ts';
import { barrierStops, passedBy } from './barriers.ts';
import type { CriticalPath } from './criticalPath.ts';
import type { Phase } from './phases.ts';
import { endToEnd, spanOf } from './phases.ts';
import { medianOf } from '../median.ts';

export interface WhatIf {
  /** What the checkpoint would take. */
  readonly duration: Millis;
  /** What the phase is cut to. */
  readonly median: Millis;
  /** What the median is of: the siblings of the slow one, or, where these are as slow, the same vertex in that earlier checkpoint. */
  readonly over: 'siblings' | { readonly earlier: number };
}

/** A phase is slow beside another when that takes no more than this share of it. */
const SLOW = 0.5;

/**
 * How long a checkpoint would take if the phase that it took its time for took its median. The way of the barriers is computed again:
 * a barrier that leaves earlier arrives earlier everywhere behind, as far as nothing else held it. Of a start delay only what was waited
 * in front of the subtask itself is cut, not what it inherited. Other vertices do other work, so that a vertex is compared with itself
 * alone: its other subtasks, or an earlier checkpoint of the same job (`earlier`). Null: there is nothing to compare with.
 */
export function whatIf(
  detail: CheckpointDetail,
  edges: readonly Edge[],
  { place, phase }: CriticalPath,
  earlier: CheckpointDetail | null = null,
): WhatIf | null {
  const stops = barrierStops(detail, edges);
  const own = stops.filter(({ vertex }) => vertex.id === place.vertex);
  const slow = own.find(({ subtask }) => subtask.index === place.subtask);
  if (slow === undefined) return null;
  const isSlowBeside = (median: number | null): median is number => median !== null && median <= SLOW * lengthOf(slow, phase);
  const cutTo = (median: number, over: WhatIf['over']): WhatIf => ({
    duration: replay(stops, { phase, most: median, vertex: place.vertex }),
    median: millis(median),
    over,
  });
  const siblings = medianOf(own.filter((each) => each !== slow).map((each) => lengthOf(each, phase)));
  if (isSlowBeside(siblings)) return cutTo(siblings, 'siblings');
  if (earlier === null) return null;
  const then = barrierStops(earlier, edges).filter(({ vertex }) => vertex.id === place.vertex);
  const before = medianOf(then.map((each) => lengthOf(each, phase)));
  return isSlowBeside(before) ? cutTo(before, { earlier: earlier.checkpoint.id }) : null;
}

interface Cut {
  readonly phase: Phase;
  readonly most: number;
  readonly vertex: string;
}

/** Of a start delay, only the wait that is the subtask's own. */
const lengthOf = ({ parts, waited, subtask }: Stop, phase: Phase): number =>
  phase === 'startDelay' ? Math.max(0, waited - (subtask.unaligned ? 0 : Math.min(parts.alignment, waited))) : parts[phase];

/** The duration of the whole with a phase of one vertex cut: never longer than it was. */
function replay(stops: readonly Stop[], { phase, most, vertex }: Cut): Millis {
  const arrivals = new Map<Stop, number>();
  const capped = phase === 'alignment' ? barriersBy(stops, vertex, most) : new Map<Stop, number>();
  let duration = 0;
  for (const stop of stops) {
    const { parts, rest, sender, sent, waited, arrived, subtask } = stop;
    const isCut = stop.vertex.id === vertex;
    const shorter = isCut && (phase === 'startDelay' || phase === 'alignment') ? Math.max(0, lengthOf(stop, phase) - most) : 0;
    const wait = Math.max(0, waited - (subtask.unaligned && phase === 'alignment' ? 0 : shorter));
    const before = sender === null ? 0 : Math.min(sent, sentNow(stop, arrivals, { phase, most, vertex }));
    const now = Math.min(arrived, before + wait, capped.get(stop) ?? Infinity);
    arrivals.set(stop, now);
    const left = isCut ? { ...parts, [phase]: Math.min(parts[phase], most) } : parts;
    const whole =
      now + spanOf({ ...left, startDelay: 0, alignment: subtask.unaligned ? left.alignment : 0 }, subtask.unaligned) + rest;
    duration = Math.max(duration, Math.min(whole, endToEnd(subtask) ?? whole));
  }
  return millis(duration);
}

/** When the last of the senders passes its barrier on, with what is known of them now. */
function sentNow({ senders, arrived }: Stop, arrivals: ReadonlyMap<Stop, number>, cut: Cut): number {
  let latest = 0;
  for (const input of senders)
    for (const sender of input) {
      const now = arrivals.get(sender) ?? sender.arrived;
      const held = passedBy(sender, arrived) - sender.arrived;
      latest = Math.max(
        latest,
        now + (sender.vertex.id === cut.vertex && cut.phase === 'sync' ? Math.min(held, cut.most) : held),
      );
    }
  return latest;
}

/** For a shorter alignment the late barriers must come earlier: so long after the first one at the latest. */
function barriersBy(stops: readonly Stop[], vertex: string, most: number): ReadonlyMap<Stop, number> {
  const latest = new Map<Stop, number>();
  for (const { vertex: own, parts, senders, subtask } of stops) {
    if (own.id !== vertex || subtask.unaligned) continue;
    for (const input of senders)
      for (const sender of input) latest.set(sender, Math.max(latest.get(sender) ?? 0, parts.startDelay + most));
  }
  return latest;
}
