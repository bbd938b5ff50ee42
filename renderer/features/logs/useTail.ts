import { useMemo, useState } from 'react';
import { useTopic } from '#renderer/store/useTopic.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { LogTail } from '#shared/model/logs.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { createLineReader } from '#renderer/ui/lines/readLines.ts';
import type { Line } from '#renderer/ui/lines/readLines.ts';
import { arrivedSince } from './arrivedSince.ts';
import type { TailLines } from './arrivedSince.ts';

export interface Tail {
  readonly snapshot: Snapshot<LogTail>;
  /** As of now, or as of when it was paused. */
  readonly lines: readonly Line[];
  readonly paused: boolean;
  /** What came since it was paused. */
  readonly arrived: number;
  readonly dropped: number;
  readonly setPaused: (paused: boolean) => void;
}

const NOTHING: readonly Line[] = [];

/** Follows an application's log; paused, the lines stand still and what comes is counted. */
export function useTail(ref: ApplicationRef): Tail {
  const snapshot = useTopic({ kind: 'logTail', ref });
  const [read] = useState(createLineReader);
  const [held, setHeld] = useState<TailLines | null>(null);
  const value = valueOf(snapshot);
  const live = useMemo(() => (value === undefined ? NOTHING : read(value.records)), [read, value]);
  const dropped = value?.dropped ?? 0;
  return {
    snapshot,
    lines: held?.lines ?? live,
    paused: held !== null,
    arrived: held === null ? 0 : arrivedSince(held, { lines: live, dropped }),
    dropped: held?.dropped ?? dropped,
    setPaused: (paused) => setHeld(paused ? { lines: live, dropped } : null),
  };
}
