/** A text as a search sees it: cut at capitals, digits and everything else, without case. */
export interface SearchTokens {
  readonly parts: readonly string[];
  /** Whether the tokens follow each other in a field, or are all of it. */
  partOf(field: string): boolean;
}

const PART = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;

/** `CustomCount1` is `custom`, `count`, `1`, and as a whole `customcount1`. */
export function tokenise(text: string): SearchTokens {
  const parts = partsOf(text);
  const whole = parts.join('');
  return {
    parts,
    partOf(field) {
      const others = partsOf(field);
      if (parts.length === 1 && others.join('') === whole) return true;
      return others.some((_, from) => parts.every((part, i) => others[from + i] === part));
    },
  };
}

const partsOf = (text: string): readonly string[] => (text.match(PART) ?? []).map((part) => part.toLowerCase());
