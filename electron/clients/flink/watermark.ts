import { z } from '#shared/model/schema.ts';
import { millis } from '#shared/units/units.ts';
import type { Millis } from '#shared/units/units.ts';

/** GET …/watermarks: `3.currentInputWatermark`, one of each subtask; none of a source. */
export const LowestWatermarkAnswer = z
  .array(z.object({ value: z.string().optional() }))
  .transform((all) => lowest(all.flatMap(({ value }) => (value !== undefined && INTEGER.test(value) ? [BigInt(value)] : []))));

/** Of 64 bits. */
const INTEGER = /^-?\d{1,19}$/;

/** Long.MIN_VALUE: before the first one; for ever while an input is silent. */
const NONE_YET = -(2n ** 63n);
/** Long.MAX_VALUE: the input has ended. */
const ENDED = 2n ** 63n - 1n;
/** Beyond it a time is no date of JavaScript: the job counts in other units. */
const LATEST = 8_640_000_000_000_000n;

/** Null before the first one of any subtask, and when the inputs of all have ended. */
function lowest(values: readonly bigint[]): Millis | null {
  const [first, ...others] = values.filter((value) => value !== ENDED);
  if (first === undefined) return null;
  const least = others.reduce((a, b) => (b < a ? b : a), first);
  return least === NONE_YET || least < -LATEST || least > LATEST ? null : millis(Number(least));
}
