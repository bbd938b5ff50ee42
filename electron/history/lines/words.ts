/** A run of letters and digits: what a text is made of for a search. Dots, underscores and signs only separate. */
const RUN = /[\p{L}\p{M}\p{N}]+/gu;
/** Where a part of a name begins: `fooBar` at `B`, `HTTPServer` at `S`. */
const HUMP = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
/** Names of more parts than this are indexed by their first ones: the parts of a name grow with its square. */
const MOST_HUMPS = 7;

export const runsOf = (text: string): string[] => text.match(RUN) ?? [];
const lower = (runs: readonly string[]): string => runs.join(' ').toLowerCase();

/** What a text is compared by: its words in lower case, a space between them. */
export const normal = (text: string): string => lower(runsOf(text));

/**
 * What is indexed of a message. `word`: its words in their order. `part`: what a name is made of, each row of neighbours together, so that
 * `ProvisionedThroughputExceededException` is found as `Throughput` and as `throughputexceeded`.
 */
export function indexed(message: string): { readonly word: string; readonly part: string } {
  const runs = runsOf(message);
  const parts = new Set<string>();
  for (const run of new Set(runs)) {
    const humps = run.split(HUMP);
    if (humps.length === 1) continue;
    const first = humps.slice(0, MOST_HUMPS);
    for (let from = 0; from < first.length; from++) {
      for (let to = from + 1; to <= first.length; to++)
        if (to - from < humps.length) parts.add(first.slice(from, to).join('').toLowerCase());
      // The rest of a longer name, as one.
      if (humps.length > MOST_HUMPS && from > 0) parts.add(humps.slice(from).join('').toLowerCase());
    }
  }
  return { word: lower(runs), part: [...parts].join(' ') };
}

/** Words that belong together, in lower case: one that was typed with dots or in quotes has several. */
export type Unit = readonly [string, ...string[]];

/** What was typed: parts in quotes belong together, others end at a space; a quote without its other half lasts to the end. */
export function unitsOf(typed: string): readonly Unit[] {
  const pieces = typed.match(/"[^"]*"?|[^\s"]+/g) ?? [];
  return pieces.flatMap((piece): Unit[] => {
    const [first, ...rest] = runsOf(piece).map((run) => run.toLowerCase());
    return first === undefined ? [] : [[first, ...rest]];
  });
}

const quote = (words: readonly string[]): string => `"${words.join(' ')}"`;

/** In the words of FTS5; everything from the user is in quotes and holds no sign. `owner` is of `ownerWord`. */
export function exactMatch(units: readonly Unit[], owner: string): string {
  const each = units.map((unit) => (unit.length === 1 ? `{word part} : ${quote(unit)}` : `word : ${quote(unit)}`));
  return [`owner : ${owner}`, ...each].join(' AND ');
}

/** The same for words that were typed in part: the last of a unit may go on, its first may be the end of a name. */
export function looseMatch(units: readonly Unit[], owner: string): string {
  const each = units.flatMap((unit) => {
    const last = `{word part} : ${quote(unit.slice(-1))} *`;
    if (unit.length === 1) return [last];
    const middle = unit.slice(1, -1);
    return [`{word part} : ${quote(unit.slice(0, 1))}`, ...(middle.length === 0 ? [] : [`word : ${quote(middle)}`]), last];
  });
  return [`owner : ${owner}`, ...each].join(' AND ');
}

/** Does a message hold the words of each unit beside each other? */
export function holds(message: string, units: readonly Unit[]): boolean {
  const text = normal(message);
  return units.every((unit) => text.includes(unit.join(' ')));
}

export const ownerWord = (application: number): string => `a${application}`;
