/** What callers have put into a region: each service keeps its part. */
export interface RegionState {
  readonly region: string;
}

export const createRegionState = (region: string): RegionState => ({ region });
