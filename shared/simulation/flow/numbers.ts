/**
 * Element access for the hot loops: every index is within bounds by construction. The simulation runs twice as fast as long as all that
 * come here in its steps are Float64Arrays: the access is inlined for one kind.
 */
export const at = (values: ArrayLike<number>, i: number): number => values[i] ?? 0;

export function add(values: Float64Array, i: number, by: number): void {
  values[i] = at(values, i) + by;
}

export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += at(values, i);
  return total;
}

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
