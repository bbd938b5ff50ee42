import type { SubtaskDetail } from '#shared/model/insight/vertex.ts';
import { bytes, millis, ratio, recordsPerSecond } from '#shared/units/units.ts';

export interface Made {
  readonly busy?: number;
  readonly rate?: number;
  readonly state?: number;
  readonly on?: string;
  readonly splits?: readonly string[];
  readonly watermark?: number | null;
  readonly attempt?: number;
}

/** Subtasks as the reader tells them; what is not given is not known. */
export const subtasksOf = (made: readonly Made[]): SubtaskDetail[] =>
  made.map(({ busy, rate, state, on, splits = [], watermark = null, attempt = 0 }, index) => ({
    index,
    shares: { busy: busy === undefined ? null : ratio(busy), backpressured: null, idle: null },
    level: null,
    status: 'RUNNING',
    attempt,
    taskManager: on ?? null,
    host: on === undefined ? null : `${on}:6122`,
    started: null,
    duration: null,
    readRecords: null,
    writtenRecords: null,
    readBytes: null,
    writtenBytes: null,
    readRate: rate === undefined ? null : recordsPerSecond(rate),
    writtenRate: rate === undefined ? null : recordsPerSecond(rate),
    watermark: watermark === null ? null : millis(watermark),
    stateSize: state === undefined ? null : bytes(state),
    splits: [...splits],
  }));
