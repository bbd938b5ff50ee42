/** How many subtasks are slow or not, and have something in common or not. */
export interface Fourfold {
  readonly slowWith: number;
  readonly slowWithout: number;
  readonly othersWith: number;
  readonly othersWithout: number;
}

/**
 * How likely chance alone would put so many of the slow ones among those that have it, or more: the upper tail of the hypergeometric
 * distribution (R. A. Fisher, On the interpretation of χ² from contingency tables, 1922). 0…1.
 */
export function fisherExact({ slowWith, slowWithout, othersWith, othersWithout }: Fourfold): number {
  const having = slowWith + othersWith;
  const slow = slowWith + slowWithout;
  const all = slow + othersWith + othersWithout;
  let tail = 0;
  for (let k = slowWith; k <= Math.min(having, slow); k += 1)
    tail += Math.exp(logChoose(having, k) + logChoose(all - having, slow - k) - logChoose(all, slow));
  return Math.min(1, tail);
}

function logChoose(n: number, k: number): number {
  if (k < 0 || k > n) return -Infinity;
  let sum = 0;
  for (let i = 1; i <= k; i += 1) sum += Math.log((n - k + i) / i);
  return sum;
}
