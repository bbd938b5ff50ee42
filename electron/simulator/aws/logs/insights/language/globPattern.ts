const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What `"user *, took * ms"` of parse looks for, anywhere in the text: a star takes as little as it can, the last sign of a pattern all. */
export function globPattern(glob: string): RegExp {
  const pieces = glob.split('*').map(escape);
  const last = pieces.pop() ?? '';
  return new RegExp(`${pieces.join('(.*?)')}${last === '' ? '(.*)' : `(.*?)${last}`}`, 's');
}
