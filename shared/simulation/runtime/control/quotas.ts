/** What the service allows without a request to raise it (guide pp. 49, 54, 58, 466). */
export const APPLICATIONS = 50;
export const SNAPSHOTS = 1_000;
export const TAGS = 50;
const KPUS = 64;
const PARALLELISM = 256;

export const parallelismLimit = (perKpu: number): number => Math.min(PARALLELISM, KPUS * perKpu);
