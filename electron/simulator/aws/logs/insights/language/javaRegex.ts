import type { Reader } from './reader.ts';

/** A regular expression between slashes, written for Java, if one comes next. */
export function readRegex(reader: Reader): RegExp | null {
  const { start } = reader.peek();
  const source = reader.regex();
  if (source === null) return null;
  // Java takes flags in front: (?i).
  const [head = '', flags = ''] = /^\(\?([imsu]+)\)/.exec(source) ?? [];
  try {
    return new RegExp(source.slice(head.length), [...new Set(flags.replace('u', ''))].join(''));
  } catch {
    return reader.fail('invalid regular expression', start);
  }
}
