import type { Job, Vertex } from '../../model/job.ts';
import { formatRatio } from '../../units/format.ts';
import { thresholds } from '../thresholds.ts';

/** The vertex that limits a job, and a sentence that says by which figures. */
export interface Bottleneck {
  readonly vertex: string;
  readonly reason: string;
}

interface Suspect {
  readonly vertex: Vertex;
  /** The one directly before it that is held back most. */
  readonly held: Vertex;
}

/**
 * The vertex that holds the others back: it is busy and not held back itself, while one before it is. Null when none is, or when
 * there are no figures: a source whose busy time Flink cannot tell (NaN) is never one, but can be held back.
 */
export function findBottleneck(job: Job): Bottleneck | null {
  const suspects = job.vertices.flatMap((vertex): Suspect[] => {
    const held = mostHeldBack(vertex, job);
    return held !== undefined && isBusy(vertex) && backpressure(vertex) <= thresholds.backpressure.high ? [{ vertex, held }] : [];
  });
  const [worst] = suspects.sort((a, b) => backpressure(b.held) - backpressure(a.held) || busy(b.vertex) - busy(a.vertex));
  return worst === undefined ? null : { vertex: worst.vertex.id, reason: reasonOf(worst) };
}

/** True when one subtask does most of a vertex' work while the others wait for records. */
function isSkewed({ subtasks, worst, mean }: Vertex): boolean {
  if (subtasks.length < 2 || worst.busy === null || mean.busy === null) return false;
  return worst.busy >= thresholds.bottleneck.busy && mean.busy <= worst.busy * thresholds.skew.meanOfWorst;
}

const busy = ({ worst }: Vertex): number => worst.busy ?? 0;
const backpressure = ({ worst }: Vertex): number => worst.backpressured ?? 0;
const isBusy = (vertex: Vertex): boolean => busy(vertex) >= thresholds.bottleneck.busy;

function mostHeldBack({ id }: Vertex, { vertices, edges }: Job): Vertex | undefined {
  const before = new Set(edges.filter(({ to }) => to === id).map(({ from }) => from));
  return vertices
    .filter((vertex) => before.has(vertex.id) && backpressure(vertex) > thresholds.backpressure.low)
    .sort((a, b) => backpressure(b) - backpressure(a))[0];
}

function reasonOf({ vertex, held }: Suspect): string {
  const { worst, mean } = vertex;
  const works = worst.busy === null ? '' : formatRatio(worst.busy);
  const waits = held.worst.backpressured === null ? '' : formatRatio(held.worst.backpressured);
  const how =
    isSkewed(vertex) && mean.busy !== null
      ? `one subtask is ${works} busy while the mean is ${formatRatio(mean.busy)} (skewed)`
      : `${works} busy`;
  return `${vertex.name} is the bottleneck: ${how}, and ${held.name} before it is held back ${waits} of the time.`;
}
