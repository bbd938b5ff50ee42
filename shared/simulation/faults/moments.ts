import type { Millis } from '../../units/units.ts';
import { MINUTE, SECOND, millis } from '../../units/units.ts';
import { uniform } from '../random.ts';
import type { Message } from '../logs/record.ts';
import { STEP } from '../types.ts';
import type { FaultContext, Severity, TimedMessage } from './fault.ts';

/** When something happens that comes about every so many minutes: once in each such span since the onset, in its middle part. */
const momentOf = ({ key }: FaultContext, minutes: number, n: number): number =>
  (n + 0.2 + 0.6 * uniform(key ^ 0x2f1d, n)) * minutes * MINUTE;

/** The moment that falls into this step; null = none does. */
export function momentNow(context: FaultContext, minutes: number): Millis | null {
  const moment = momentOf(context, minutes, Math.floor(context.since / (minutes * MINUTE)));
  return moment >= context.since && moment < context.since + STEP ? millis(context.from + moment - context.since) : null;
}

/** How long until the next one. */
export function untilNext(context: FaultContext, minutes: number): Millis {
  const n = Math.floor(context.since / (minutes * MINUTE));
  const next = momentOf(context, minutes, n);
  return millis((next >= context.since ? next : momentOf(context, minutes, n + 1)) - context.since);
}

/** A job that cannot run for longer than about so many seconds: when it fails, if in this step. */
export function crashNow(
  { running, key, restarts, from, severity }: FaultContext,
  seconds: Readonly<Record<Severity, number>>,
): Millis | null {
  if (running === null) return null;
  const lives = (0.7 + 0.6 * uniform(key ^ 0x71c3, restarts)) * seconds[severity] * SECOND;
  return lives < running + STEP ? millis(from + Math.max(0, lives - running)) : null;
}

/** A record now and then: in this share of the steps. */
export function now(context: FaultContext, share: number, message: (chance: number) => Message): TimedMessage[] {
  const count = context.from / STEP;
  if (uniform(context.key ^ 0x10f, count) > share) return [];
  const at = millis(context.from + uniform(context.key ^ 0x110, count) * STEP);
  return [{ at, message: message(uniform(context.key ^ 0x111, count)) }];
}

/** Of a flood of records only so many are kept in each step: there would be thousands. */
const SAMPLED = 30;

export function flood({ key, from, running }: FaultContext, message: (n: number) => Message): TimedMessage[] {
  if (running === null) return [];
  return Array.from({ length: SAMPLED }, (_, i) => {
    const n = (from / STEP) * SAMPLED + i;
    return { at: millis(from + ((i + uniform(key ^ 0x112, n)) * STEP) / SAMPLED), message: message(n) };
  });
}
