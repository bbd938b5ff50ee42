import { z } from 'zod';
import type { Bytes, Millis, Ratio, RecordsPerSecond } from '../units/units.ts';

// The pages run under a policy without `unsafe-eval`, which zod's compiled parsers would need.
z.config({ jitless: true });

export { z };

/** Schemas of branded quantities. Unknown is `null`, never NaN: JSON cannot carry NaN, and it must not be judged as zero. */
export const zMillis = z.number() as unknown as z.ZodType<Millis, Millis>;
export const zBytes = z.number() as unknown as z.ZodType<Bytes, Bytes>;
export const zRatio = z.number() as unknown as z.ZodType<Ratio, Ratio>;
export const zRate = z.number() as unknown as z.ZodType<RecordsPerSecond, RecordsPerSecond>;
