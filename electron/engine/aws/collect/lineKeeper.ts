import type { ListedApplication } from '../../../clients/aws/describeManaged.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { Parts } from './collector.ts';
import { refIn } from './collector.ts';
import { logPlace } from './logPlace.ts';
import { asRecord } from './tailBuffer.ts';

/** Warnings, errors, and what tells of an exception at any level, as a job that is failing does (guide p. 454). */
const TROUBLE =
  '{ ($.messageType = "ERROR") || ($.messageType = "WARN") || ($.throwableInformation[0] = "*") || ($.throwableInformation = "*") }';
/** Lines are there a while after they were written: so much is read again. */
const LATE = millis(2 * MINUTE);
/** The newest so many of one read. */
const MOST = 5_000;

interface Found {
  readonly records: readonly LogRecord[];
  /** All since then are among them. */
  readonly from: Millis;
}

/** Keeps warnings, errors and exceptions of applications, each stretch of time read once. */
export interface LineKeeper {
  /** Sees to it that those since `from` are kept. */
  keep(listed: ListedApplication, from: Millis, signal: AbortSignal): Promise<Result<null>>;
  /** Reads those since `from`, without keeping any. */
  read(listed: ListedApplication, from: Millis, signal: AbortSignal): Promise<Result<readonly LogRecord[]>>;
}

export function lineKeeper(parts: Parts): LineKeeper {
  const { services, inventory, time, context } = parts;
  /** What has been read of each application. */
  const known = new Map<string, { readonly from: Millis; readonly to: Millis }>();

  const find = async (arn: string, from: Millis, to: Millis, signal: AbortSignal): Promise<Result<Found>> => {
    const place = logPlace(inventory, arn);
    if (!place.ok) return place;
    const found = await services.logs.find({ ...place.value, pattern: TROUBLE, from, to, limit: MOST }, signal);
    if (!found.ok) return found;
    const records = found.value.records.map(asRecord);
    return ok({ records, from: found.value.truncated ? (records[0]?.at ?? to) : from });
  };

  return {
    async read({ arn }, from, signal) {
      const found = await find(arn, from, time.now(), signal);
      return found.ok ? ok(found.value.records) : found;
    },
    async keep({ arn }, from, signal) {
      const now = time.now();
      const before = known.get(arn);
      const stretches: (readonly [Millis, Millis])[] =
        before === undefined || before.to > now
          ? [[from, now]]
          : [
              ...(from < before.from ? [[from, before.from] as const] : []),
              [millis(Math.max(before.from, before.to - LATE)), now],
            ];
      let readFrom = millis(Math.min(from, before?.from ?? from));
      for (const [start, end] of stretches) {
        const found = await find(arn, start, end, signal);
        if (!found.ok) return found;
        const { records } = found.value;
        if (records.length > 0) context.recorder.lines(refIn(parts, arn), records);
        // What there was no room for is read with the next look, from the newest on down.
        if (found.value.from > start) readFrom = millis(Math.max(readFrom, found.value.from));
      }
      known.set(arn, { from: readFrom, to: now });
      return ok(null);
    },
  };
}
