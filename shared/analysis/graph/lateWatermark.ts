import type { Job, Vertex } from '../../model/job.ts';
import { formatMillis } from '../../units/format.ts';
import type { Millis } from '../../units/units.ts';
import { millis } from '../../units/units.ts';
import { thresholds } from '../thresholds.ts';

/** Where event time is late first, and a sentence that says so. */
export interface LateWatermark {
  readonly vertex: string;
  readonly behind: Millis;
  readonly sentence: string;
}

/**
 * How far a vertex' event time is behind the moment that its figures are of; null without a watermark. Not behind now: figures that
 * are old must not seem to get worse.
 */
export const watermarkLag = ({ watermark }: Vertex, at: Millis | null): Millis | null =>
  watermark === null || at === null ? null : millis(Math.max(0, at - watermark));

export const isLate = (lag: Millis | null): lag is Millis => lag !== null && lag >= thresholds.watermark.late;

/**
 * The first vertex in the flow whose watermark is late while nothing explains it: a job that works through old records as fast as it can
 * has a busy or a held-back source, and then late event time is what it must have. Null where none is late. Of several that are first,
 * the latest. Sources have no watermark of their own here, so it is the first behind the one that holds event time back.
 */
export function findLateWatermark(job: Job, at: Millis | null): LateWatermark | null {
  const late = new Map(
    job.vertices.flatMap((vertex) => {
      const behind = watermarkLag(vertex, at);
      return isLate(behind) ? [[vertex.id, { vertex, behind }] as const] : [];
    }),
  );
  if (late.size === 0 || readsAllItCan(job)) return null;
  const after = new Set(job.edges.flatMap(({ from, to }) => (from !== to && late.has(from) ? [to] : [])));
  // In a cycle each is behind another.
  const firsts = [...late.values()].filter(({ vertex }) => !after.has(vertex.id));
  const [first] = (firsts.length > 0 ? firsts : [...late.values()]).sort((a, b) => b.behind - a.behind);
  if (first === undefined) return null;
  const { vertex, behind } = first;
  const before = job.vertices.filter(({ id }) =>
    job.edges.some(({ from, to }) => from === id && to === vertex.id && from !== to),
  );
  const [only] = before;
  const feeds = before.length === 1 && only !== undefined ? `that of ${only.name} before it` : 'those of the vertices before it';
  return {
    vertex: vertex.id,
    behind,
    sentence: `Event time is late: ${vertex.name} is the first whose watermark is far behind (${formatMillis(behind)}). Its Watermarks tab${before.length === 0 ? ' tells' : `, and ${feeds}, tell`} who holds it back.`,
  };
}

/** A source that has more to do than it can, by itself or because of those behind it. */
function readsAllItCan({ vertices, edges }: Job): boolean {
  const fed = new Set(edges.flatMap(({ from, to }) => (from === to ? [] : [to])));
  return vertices.some(
    ({ id, mean }) =>
      !fed.has(id) &&
      ((mean.busy ?? 0) >= thresholds.bottleneck.busy || (mean.backpressured ?? 0) > thresholds.backpressure.high),
  );
}
