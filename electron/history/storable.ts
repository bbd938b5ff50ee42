/** Times that a date can have; what a broken source says beyond them is not kept. */
const LATEST = 8.64e15 / 64;

export const storable = (at: number): boolean => Number.isFinite(at) && at >= 0 && at <= LATEST;
