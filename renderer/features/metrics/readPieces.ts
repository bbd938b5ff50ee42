import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import type { Host } from '#shared/contract/contract.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { SeriesWindow } from '#shared/model/metric.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import type { Piece, Shown, Source } from './pieces.ts';

/** The series of one chart, and the same ones of an earlier time when they are compared. */
export interface ChartData {
  readonly range: TimeRange;
  /** In the order of the selectors. */
  readonly windows: readonly SeriesWindow[];
  readonly before: { readonly windows: readonly SeriesWindow[]; readonly shift: Millis } | null;
  /** `history`: what is kept, until the service answers. */
  readonly source: Source;
  /** Why it is only what is kept, although the service was asked for more. */
  readonly unread: SourceError | null;
}

/** What was answered to one piece. */
export interface Answer {
  readonly piece: Piece;
  readonly result: Result<readonly SeriesWindow[]>;
}

/** What the answers of one source to all pieces of a chart make together; the first failure among them. */
export function dataOf(answers: readonly Answer[], { range, shift }: Shown, source: Source): Result<ChartData> {
  const windows: SeriesWindow[] = [];
  const before: SeriesWindow[] = [];
  for (const { piece, result } of [...answers].sort((a, b) => a.piece.place - b.piece.place)) {
    if (!result.ok) return result;
    (piece.shift === 0 ? windows : before).push(...result.value);
  }
  const unread = [...windows, ...before].find((window) => window.unread !== undefined)?.unread ?? null;
  const data: ChartData = { range, windows, before: shift === null ? null : { windows: before, shift }, source, unread };
  // Nothing is kept of it, and nothing came: that is not known to be nothing.
  return unread !== null && !hasPoints(data) ? failed(unread) : ok(data);
}

/** Is there anything to draw? */
export const hasPoints = ({ windows, before }: ChartData): boolean =>
  [...windows, ...(before?.windows ?? [])].some(({ points }) => points.some(([, value]) => value !== null));

/** The newest moment that something is known of. */
export const knownUntil = ({ windows }: ChartData): Millis | null =>
  windows.reduce<Millis | null>((newest, { latest }) => {
    const [at] = latest ?? [null];
    return at !== null && (newest === null || at > newest) ? at : newest;
  }, null);

/** Asks for pieces of one batch in one call. A lost call is a failure like any other. */
export async function readPieces(
  host: Pick<Host, 'call'>,
  ref: ApplicationRef,
  batch: readonly Piece[],
): Promise<Result<readonly SeriesWindow[]>> {
  const [first] = batch;
  if (first === undefined) return ok([]);
  const { shift, columns, shown, source } = first;
  try {
    return await host.call('metrics.read', {
      ref,
      selectors: batch.flatMap(({ selectors }) => selectors),
      from: millis(shown.range.from - shift),
      to: millis(shown.range.to - shift),
      columns,
      source,
    });
  } catch (thrown) {
    return failed({
      kind: 'unreachable',
      source: 'Streamgauge',
      message: thrown instanceof Error ? thrown.message : String(thrown),
      remedy: 'Read it again when the page has its engine back.',
    });
  }
}
