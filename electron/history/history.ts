import type { HistoryStatus, RecordKind } from '#shared/model/history.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import type { SeriesName, Statistic } from '#shared/model/metric.ts';
import type { Series } from '#shared/model/series.ts';
import type { Millis } from '#shared/units/units.ts';

/** What is kept over restarts of the job and of the app. Times are the connection's own; an application is named by `ApplicationRef.id`. */
export interface History {
  readonly samples: SampleArchive;
  readonly records: RecordArchive;
  readonly lines: LineArchive;
  readonly counts: CountArchive;
  status(): HistoryStatus;
  /** Told when the status is another. */
  onChange(tell: () => void): void;
  /** Writes what waits, at once; else it is written once a second. */
  flush(): void;
  /** Keeps the retention and the size cap, and rolls up what is old enough: by `now` of each connection. Costs at most some 50 ms a call. */
  tidy(now: ReadonlyMap<string, Millis>, limits: Limits): void;
  /** Forgets everything of a connection; null: of all. */
  clear(connection: string | null): void;
  close(): void;
}

export interface Limits {
  readonly retention: Millis;
  readonly mostBytes: number;
}

/** Whose: a connection's application. */
export interface Owner {
  readonly connection: string;
  readonly application: string;
}

/** One kept series. */
export interface KeptSeries extends Owner, SeriesName {
  readonly statistic: Statistic;
  readonly unit: Series['unit'];
  /** Between its points as they come. */
  readonly period: Millis;
}

/** A sentinel keeps its raw value (−1) and is never averaged; NaN has none. */
export type Mark = 'value' | 'sentinel' | 'nan';

export interface KeptSample {
  readonly at: Millis;
  /** In our unit; null with `nan`. */
  readonly value: number | null;
  readonly mark: Mark;
}

/** What a stretch of time held; of values alone, sentinels and NaN are counted apart. */
export interface Bucket {
  readonly at: Millis;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly last: number | null;
  readonly sum: number;
  readonly count: number;
  readonly sentinels: number;
  readonly notNumbers: number;
}

/** How fine the kept points are: as they came, or rolled up to 5 min or 1 h. */
export type Resolution = 'raw' | '5min' | '1h';

export interface SampleArchive {
  /** A point that is known already is replaced: late and corrected ones are merged, in any order. */
  put(series: KeptSeries, samples: readonly KeptSample[]): void;
  /**
   * `[from, to)`, oldest first. `raw` comes from the finest that is still kept of each stretch: a bucket of one sample where it is raw,
   * rolled-up ones (at the start of their stretch) where only these are left. `5min` and `1h` roll up what is finer.
   */
  read(series: KeptSeries, from: Millis, to: Millis, resolution: Resolution): readonly Bucket[];
  /** Every series that is kept of an application. */
  list(owner: Owner): readonly KeptSeries[];
  /** Time of the newest sample; null: none is kept. */
  newest(series: KeptSeries): Millis | null;
}

/** One thing that happened or was found. `key` names it within its kind and owner; a second one of the same key replaces the first. */
export interface KeptRecord extends Owner {
  readonly kind: RecordKind;
  readonly key: string;
  readonly at: Millis;
  readonly until: Millis | null;
  /** JSON; large ones are compressed on disk. */
  readonly value: unknown;
}

export interface RecordQuery {
  readonly connection: string;
  readonly application?: string;
  readonly kinds: readonly RecordKind[];
  readonly from: Millis;
  readonly to: Millis;
  /** The newest so many. */
  readonly limit?: number;
}

export interface RecordArchive {
  put(record: KeptRecord): void;
  /** Forgets the one of that key; nothing happens where there is none. */
  remove(owner: Owner, kind: RecordKind, key: string): void;
  /** Those that begin in `[from, to)` or last into it, oldest first. */
  read(query: RecordQuery): readonly KeptRecord[];
  /** The oldest of its kind that is kept; null: none is. */
  first(owner: Owner, kind: RecordKind): KeptRecord | null;
  /** The newest of its kind that began at or before a moment; null: none. */
  lastBefore(owner: Owner, kind: RecordKind, at: Millis): KeptRecord | null;
  /** The applications of a connection that have records of a kind at or before a moment. */
  applications(connection: string, kind: RecordKind, at: Millis): readonly string[];
  get(owner: Owner, kind: RecordKind, key: string): KeptRecord | null;
}

export interface LineArchive {
  /** Lines that are kept already (same time, stream and text) are not kept twice. */
  put(owner: Owner, lines: readonly LogRecord[]): void;
  /** The newest `limit` that hold every word (in any order) and every `"phrase"`, oldest first; case does not matter. Empty: all. */
  search(
    owner: Owner,
    words: string,
    from: Millis,
    to: Millis,
    limit: number,
  ): { readonly lines: readonly LogRecord[]; readonly truncated: boolean };
  /** Of each minute: how many lines. */
  newest(owner: Owner): Millis | null;
  count(owner: Owner, from: Millis, to: Millis): number;
}

/** Requests and what is paid for them, by hour of real time, over restarts of the app. */
export interface CountArchive {
  add(count: HourCount): void;
  read(connection: string, from: Millis, to: Millis): readonly HourCount[];
}

export interface HourCount {
  readonly connection: string;
  readonly service: string;
  readonly operation: string;
  /** Start of the hour, real time. */
  readonly hour: Millis;
  readonly requests: number;
  readonly units: number;
}
