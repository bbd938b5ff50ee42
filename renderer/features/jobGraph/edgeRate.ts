import type { Edge, Job } from '#shared/model/job.ts';
import type { RecordsPerSecond } from '#shared/units/units.ts';
import { recordsPerSecond } from '#shared/units/units.ts';

/**
 * Records a second along an edge; null where it cannot be told. Flink counts them per vertex: an edge that is its target's only
 * input or its source's only output has that vertex' rate, and the last unknown input of a vertex has what the others leave.
 */
export function edgeRate(edge: Edge, job: Job): RecordsPerSecond | null {
  const received = job.vertices.find(({ id }) => id === edge.to)?.recordsIn ?? null;
  const inputs = job.edges.filter(({ to }) => to === edge.to);
  if (received !== null && inputs.every(({ from }) => from === edge.from)) return received;
  return onlyOutput(edge, job) ?? leftBy(received, edge, inputs, job);
}

const onlyOutput = ({ from }: Edge, { vertices, edges }: Job): RecordsPerSecond | null =>
  edges.filter((each) => each.from === from).length === 1 ? (vertices.find(({ id }) => id === from)?.recordsOut ?? null) : null;

/**
 * Only inputs add up: each record is received once. What a vertex sends does not, for a record that goes to two outputs counts
 * once in its rate. A broadcast is received by every subtask, so what was sent says too little there.
 */
function leftBy(received: RecordsPerSecond | null, edge: Edge, inputs: readonly Edge[], job: Job): RecordsPerSecond | null {
  if (received === null || inputs.some(({ shipStrategy }) => shipStrategy === 'BROADCAST')) return null;
  const others = inputs.filter(({ from }) => from !== edge.from).map((other) => onlyOutput(other, job));
  const left = others.reduce<number | null>((rest, rate) => (rest === null || rate === null ? null : rest - rate), received);
  return left === null || left < 0 ? null : recordsPerSecond(left);
}
