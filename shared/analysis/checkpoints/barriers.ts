import type { CheckpointDetail, CheckpointSubtask, CheckpointVertex } from '../../model/insight/checkpointDetail.ts';
import type { Edge } from '../../model/job.ts';
import type { Phase } from './phases.ts';
import { phasesOf, restOf } from './phases.ts';

/** A subtask that has acknowledged, on the way of the barriers. Times are milliseconds since the trigger. */
export interface Stop {
  readonly vertex: CheckpointVertex;
  readonly subtask: CheckpointSubtask;
  readonly parts: Readonly<Record<Phase, number>>;
  /** Its acknowledgement's way. */
  readonly rest: number;
  /** The barrier was here: the last one, or where barriers overtake, the first. */
  readonly arrived: number;
  /** The sender whose barrier came last; null for sources, and where none of them was read. */
  readonly sender: Stop | null;
  /** When that sender had passed it on. */
  readonly sent: number;
  /** How long the barrier waited in front of this subtask itself. */
  readonly waited: number;
  /** The senders by input, for those who compute the way again. */
  readonly senders: readonly (readonly Stop[])[];
}

/** Every subtask that has acknowledged, sources first. */
export function barrierStops({ vertices }: Pick<CheckpointDetail, 'vertices'>, edges: readonly Edge[]): readonly Stop[] {
  const known = new Map<string, readonly Stop[]>();
  for (const vertex of inOrder(vertices, edges)) {
    const inputs = edges
      .filter(({ to }) => to === vertex.id)
      .flatMap(({ from, shipStrategy }) => {
        const stops = known.get(from);
        return stops === undefined || stops.length === 0
          ? []
          : [{ stops, forward: shipStrategy === 'FORWARD', latest: latestOf(stops) }];
      });
    const stops = (vertex.subtasks ?? []).flatMap((subtask): Stop[] => {
      const parts = phasesOf(subtask);
      if (parts === null) return [];
      const arrived = parts.startDelay + (subtask.unaligned ? 0 : parts.alignment);
      let sender: Stop | null = null;
      for (const { stops: sending, forward, latest } of inputs) {
        const own = forward ? (sending.find((each) => each.subtask.index === subtask.index) ?? null) : latest;
        if (own !== null && (sender === null || passedBy(own, arrived) > passedBy(sender, arrived))) sender = own;
      }
      const sent = sender === null ? 0 : Math.min(passedBy(sender, arrived), arrived);
      return [
        {
          vertex,
          subtask,
          parts,
          rest: restOf(subtask) ?? 0,
          arrived,
          sender,
          sent,
          waited: Math.max(0, arrived - sent),
          senders: inputs.map(({ stops: sending, forward }) =>
            forward ? sending.filter((each) => each.subtask.index === subtask.index) : sending,
          ),
        },
      ];
    });
    known.set(vertex.id, stops);
  }
  return [...known.values()].flat();
}

/**
 * Flink sends the barrier on before the sync phase, but a task that saves its state sends nothing: where the next barrier came only
 * after it, that phase was waited for.
 */
export const passedBy = ({ arrived, parts }: Pick<Stop, 'arrived' | 'parts'>, byThen: number): number =>
  arrived + parts.sync <= byThen ? arrived + parts.sync : arrived;

function latestOf(stops: readonly Stop[]): Stop | null {
  let latest: Stop | null = null;
  for (const stop of stops)
    if (latest === null || stop.arrived + stop.parts.sync > latest.arrived + latest.parts.sync) latest = stop;
  return latest;
}

/**
 * Senders before receivers: first those that nobody sends to, then those that only these send to, and so on; of those, the order is that
 * of the list. In a cycle, which no barrier goes through, the first in the list goes ahead. Each edge is looked at once (Kahn, 1962).
 */
export function inOrder<V extends { readonly id: string }>(vertices: readonly V[], edges: readonly Edge[]): readonly V[] {
  const places = new Map(vertices.map(({ id }, place) => [id, place]));
  const waits = vertices.map(() => 0);
  const receivers = vertices.map((): number[] => []);
  for (const { from, to } of edges) {
    const [sender, receiver] = [places.get(from), places.get(to)];
    if (sender === undefined || receiver === undefined || sender === receiver) continue;
    receivers[sender]?.push(receiver);
    waits[receiver] = (waits[receiver] ?? 0) + 1;
  }
  const ordered: V[] = [];
  const isOrdered = vertices.map(() => false);
  let ready = vertices.flatMap((_, place) => (waits[place] === 0 ? [place] : []));
  for (let first = 0; ;) {
    const next: number[] = [];
    for (const place of ready) {
      const vertex = vertices[place];
      if (vertex !== undefined) ordered.push(vertex);
      isOrdered[place] = true;
    }
    for (const place of ready)
      for (const receiver of receivers[place] ?? []) {
        waits[receiver] = (waits[receiver] ?? 0) - 1;
        if (waits[receiver] === 0 && !isOrdered[receiver]) next.push(receiver);
      }
    while (isOrdered[first] === true) first += 1;
    if (first >= vertices.length) return ordered;
    ready = next.length > 0 ? next.sort((a, b) => a - b) : [first];
  }
}
