import type { ApplicationSummary } from '#shared/model/application.ts';
import type { Millis } from '#shared/units/units.ts';
import { SECOND } from '#shared/units/units.ts';

interface Options<I> {
  readonly keyOf: (input: I) => string;
  readonly isSame: (a: I, b: I) => boolean;
  readonly make: (input: I, now: Millis) => ApplicationSummary;
}

/** So long a row of the same input is good: its hour moves on. */
const GOOD_FOR = 10 * SECOND;

/** Rows of a fleet: each is made of an hour of figures, and is made anew only when there may be others. */
export function keptRows<I>({ keyOf, isSame, make }: Options<I>) {
  let known: ReadonlyMap<string, { readonly input: I; readonly at: Millis; readonly row: ApplicationSummary }> = new Map();

  /** Of exactly these; others are forgotten. */
  return (inputs: readonly I[], now: Millis): ApplicationSummary[] => {
    const next = new Map(
      inputs.map((input) => {
        const before = known.get(keyOf(input));
        const isGood = before !== undefined && Math.abs(now - before.at) < GOOD_FOR && isSame(before.input, input);
        return [keyOf(input), isGood ? before : { input, at: now, row: make(input, now) }] as const;
      }),
    );
    known = next;
    return Array.from(next.values(), ({ row }) => row);
  };
}
