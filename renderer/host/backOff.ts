import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';

const FIRST = 500;
const LONGEST = 8_000;

/** The pause before try number `failures` + 1: doubles from half a second up to eight. */
export const backOff = (failures: number): Millis => millis(Math.min(FIRST * 2 ** Math.max(0, failures - 1), LONGEST));
