/** 0…100, between the figures where it falls between two; NaN of none. */
export function percentileOf(sorted: Float64Array, percentile: number): number {
  const place = (percentile / 100) * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
}
