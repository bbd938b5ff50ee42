import type { Host } from '#shared/contract/contract.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { SeriesSelector } from '#shared/model/metric.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { WAITING, nextSnapshot, valueOf } from '#shared/model/snapshot.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Piece, Shown, Source } from './pieces.ts';
import { piecesOf, sources, takeBatch } from './pieces.ts';
import type { Answer, ChartData } from './readPieces.ts';
import { dataOf, hasPoints, readPieces } from './readPieces.ts';

export interface ChartState {
  /** What is drawn: also while it is read anew. */
  readonly snapshot: Snapshot<ChartData>;
  /** Something is read that the user asked for; what time brings is read without a word. */
  readonly reading: boolean;
  /** The user stopped the reading before it was over. */
  readonly cancelled: boolean;
}

export interface Progress {
  readonly done: number;
  readonly of: number;
}

/**
 * Reads what is on screen and nothing else: several charts in one call, the newest question alone counts. What is kept is shown at once,
 * until the service gave the rest; when it does not, the kept points stay.
 */
export interface Reader {
  /** A chart came on screen, or asks for other series than before. Returns the end of it. */
  want(chart: string, selectors: readonly SeriesSelector[]): () => void;
  /** Another range, comparison or width: everything on screen is read anew, at once. */
  show(shown: Shown): void;
  /** Time went on: read anew when nothing is being read, so that slow answers are not overtaken for ever. */
  follow(shown: Shown): void;
  retry(chart: string): void;
  readonly cancel: () => void;
  state(chart: string): ChartState;
  /** Null while nothing is read. */
  readonly progress: () => Progress | null;
  readonly subscribe: (changed: () => void) => () => void;
}

const FIRST: ChartState = { snapshot: WAITING, reading: true, cancelled: false };

/** So many charts are remembered after they left the screen, in case they are scrolled back to. */
const MOST_REMEMBERED = 60;

/** Calls at a time of each source: one that is slow must not hold up all, and what is kept does not wait for a service. */
const AT_ONCE = 2;

interface Chart {
  readonly key: string;
  readonly selectors: readonly SeriesSelector[];
  onScreen: boolean;
  /** It is being read, with or without a word. */
  busy: boolean;
  /** What its data answers, or will when it has been read. */
  shown: Shown | null;
  state: ChartState;
  /** Of the reading that goes on. */
  turn: number;
  /** Pieces of each source. */
  parts: number;
  answers: Answer[];
}

export function createReader({ host, ref }: { readonly host: Pick<Host, 'call'>; readonly ref: ApplicationRef }): Reader {
  const charts = new Map<string, Chart>();
  const listeners = new Set<() => void>();
  let shown: Shown | null = null;
  let next: Shown | null = null;
  const queues: Record<Source, readonly Piece[]> = { history: [], fill: [] };
  const running: Record<Source, number> = { history: 0, fill: 0 };
  let progress: Progress | null = null;
  let waits = false;

  const tell = (): void => {
    for (const changed of listeners) changed();
  };
  const isBusy = (): boolean => [...charts.values()].some(({ onScreen, busy }) => onScreen && busy);
  const isReading = (): boolean => [...charts.values()].some(({ onScreen, state }) => onScreen && state.reading);
  const count = (done: number, of: number): void => {
    const now = progress ?? { done: 0, of: 0 };
    progress = isReading() ? { done: now.done + done, of: now.of + of } : null;
  };

  function start(id: string, chart: Chart, isQuiet = false): void {
    if (shown === null) return;
    const isAnew = !chart.busy || !chart.state.reading;
    chart.turn += 1;
    chart.shown = shown;
    chart.answers = [];
    chart.busy = true;
    // What has nothing to show says that it is being read.
    const reading = !isQuiet || chart.state.snapshot.state === 'waiting';
    chart.state = { ...chart.state, reading, cancelled: false };
    unqueue(id);
    for (const source of sources) {
      // What time brings replaces what is drawn when it is complete.
      if (source === 'history' && !reading) continue;
      const pieces = piecesOf({ chart: id, turn: chart.turn, source }, chart.selectors, shown);
      chart.parts = pieces.length;
      queues[source] = [...queues[source], ...pieces];
    }
    if (reading) count(0, isAnew ? 1 : 0);
    soon();
  }

  function unqueue(id: string): void {
    for (const source of sources) queues[source] = queues[source].filter((piece) => piece.chart !== id);
  }

  /** Charts that come on screen together are read together. */
  function soon(): void {
    if (waits) return;
    waits = true;
    queueMicrotask(() => {
      waits = false;
      for (const source of sources)
        while (running[source] < AT_ONCE && queues[source].length > 0) {
          const { batch, rest } = takeBatch(queues[source]);
          queues[source] = rest;
          void ask(source, batch);
        }
      tell();
    });
  }

  async function ask(source: Source, batch: readonly Piece[]): Promise<void> {
    running[source] += 1;
    const result = await readPieces(host, ref, batch);
    running[source] -= 1;
    let offset = 0;
    for (const piece of batch) {
      const end = offset + piece.selectors.length;
      settle(piece, result.ok ? ok(result.value.slice(offset, end)) : result);
      offset = end;
    }
    if (next !== null && !isBusy()) startAll(next, true);
    soon();
  }

  function settle(piece: Piece, result: Answer['result']): void {
    const chart = charts.get(piece.chart);
    if (chart === undefined || chart.turn !== piece.turn || !chart.busy) return;
    chart.answers.push({ piece, result });
    const { source, shown: asked } = piece;
    const answers = chart.answers.filter((each) => each.piece.source === source);
    if (answers.length < chart.parts) return;
    const data = dataOf(answers, asked, source);
    if (source === 'history') {
      // Nothing kept is nothing to show: what was drawn before stays until the service answers.
      if (data.ok && hasPoints(data.value))
        chart.state = { ...chart.state, snapshot: nextSnapshot(chart.state.snapshot, data, asked.range.to) };
      return;
    }
    const drawn = valueOf(chart.state.snapshot);
    // Kept points of the very question are not old: they are what there is.
    const isKept = !data.ok && drawn?.source === 'history' && drawn.range === asked.range;
    const known = isKept ? ok({ ...drawn, unread: data.error }) : data;
    const snapshot = nextSnapshot(chart.state.snapshot, known, asked.range.to);
    const wasTold = chart.state.reading;
    chart.busy = false;
    chart.state = { snapshot, reading: false, cancelled: false };
    if (wasTold) count(1, 0);
  }

  function startAll(value: Shown, isQuiet: boolean): void {
    shown = value;
    next = null;
    for (const [id, chart] of charts) if (chart.onScreen) start(id, chart, isQuiet);
    tell();
  }

  /** Its answers, when they come, are not waited for any more. */
  function stop(id: string, chart: Chart, cancelled: boolean): void {
    if (!chart.busy) return;
    chart.turn += 1;
    chart.busy = false;
    chart.shown = null;
    chart.state = { ...chart.state, reading: false, cancelled: cancelled && chart.state.reading };
    unqueue(id);
  }

  /** The newest to leave the screen goes to the end; the one that left first is let go of. */
  function forget(id: string, chart: Chart): void {
    charts.delete(id);
    charts.set(id, chart);
    const left = [...charts].filter(([, { onScreen }]) => !onScreen);
    for (const [old] of left.slice(0, Math.max(0, left.length - MOST_REMEMBERED))) charts.delete(old);
  }

  return {
    want(id, selectors) {
      const key = JSON.stringify(selectors);
      const before = charts.get(id);
      if (before !== undefined && before.key !== key) stop(id, before, false);
      // What was read under another statistic is not what is asked for now.
      const chart: Chart =
        before?.key === key
          ? before
          : {
              key,
              selectors,
              onScreen: true,
              busy: false,
              shown: null,
              state: FIRST,
              turn: (before?.turn ?? 0) + 1,
              parts: 0,
              answers: [],
            };
      chart.onScreen = true;
      charts.set(id, chart);
      if (chart.shown !== shown) start(id, chart);
      return () => {
        chart.onScreen = false;
        if (charts.get(id) !== chart) return;
        forget(id, chart);
        if (!chart.busy) return;
        const wasTold = chart.state.reading;
        stop(id, chart, false);
        if (wasTold) count(0, -1);
      };
    },
    show: (value) => startAll(value, false),
    follow(value) {
      if (isBusy()) next = value;
      else startAll(value, true);
    },
    retry(id) {
      const chart = charts.get(id);
      if (chart !== undefined) start(id, chart);
    },
    cancel() {
      next = null;
      for (const [id, chart] of charts) stop(id, chart, true);
      progress = null;
      tell();
    },
    state: (id) => charts.get(id)?.state ?? FIRST,
    progress: () => progress,
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
  };
}
