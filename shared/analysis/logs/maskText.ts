/** What differs between two lines that say the same, the longest shapes first; each becomes a word that no rule touches again. */
const masks: readonly (readonly [pattern: RegExp, word: string])[] = [
  [/\barn:[\w-]+:[\w-]*:[\w-]*:\d*:[^\s,;)\]}'"]+/g, '<arn>'],
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s,;)\]}'"]+/gi, '<url>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<n>'],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)?/g, '<time>'],
  [/\b\d\d?:\d\d:\d\d(?:[.,]\d+)?\b/g, '<time>'],
  // A TaskManager's id is its address with six hexadecimal digits; a slot's has a number after that.
  [/(?:[\w-]+(?:\.[\w-]+)*\/)?\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:-[0-9a-f]{6})?(?:_\d+)?\b/g, '<address>'],
  [/(?:[\w-]+\/)?\[?\b[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){4,7}\]?(?::\d+)?/gi, '<address>'],
  [/\(\d+\/\d+\)(?:#\d+)?/g, '<subtask>'],
  [/(?<![\w<])(?:'[^'\n]{1,200}'|"[^"\n]{1,200}"|`[^`\n]{1,200}`|“[^”\n]{1,200}”|‘[^’\n]{1,200}’)(?!\w)/g, '<name>'],
  [/(?<![\w<])(?:[A-Za-z]:\\[^\s,;)\]}'"]+|~?(?:\/[\w.@%+=-]+){2,}\/?)/g, '<path>'],
  // Ids and numbers become the same word: an id may happen to have no letters.
  [/\b0x[0-9a-f]+\b/gi, '<n>'],
  [/(?<=@)[0-9a-f]{5,16}\b/gi, '<n>'],
  [/\b(?=[a-f]*\d)[0-9a-f]{6,}(?:_\d+)*\b/g, '<n>'],
  [/\b(?:[a-f]{8,}|(?=[A-F]*\d)[0-9A-F]{6,})\b/g, '<n>'],
  // Letters and digits mixed: two digits at least, so that a name such as AmazonS3Exception stays.
  [/\b(?=[A-Za-z]*\d[A-Za-z]*\d)[A-Za-z0-9]{8,}\b/g, '<n>'],
  [/(?:(?<![\w>])[-+])?\d+(?:[.,_:]\d+)*/g, '<n>'],
];

/** Longer texts differ in what is masked, or are not told apart by their end. */
const LONGEST = 400;

/** A text without its numbers, ids, names and places: the same for two lines that say the same. */
export const maskText = (text: string): string =>
  masks
    .reduce((masked, [pattern, word]) => masked.replace(pattern, word), text.slice(0, 4 * LONGEST))
    // However many of them follow each other.
    .replace(/(<\w+>)(?:[\s,;]+\1)+/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST);
