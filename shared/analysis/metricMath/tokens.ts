import { MathError } from './syntax.ts';

export type Token =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'sign'; readonly value: string };

const BLANK = /\s+/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?/y;
const NAME = /[A-Za-z_]\w*/y;
const SIGN = /&&|\|\||[=!<>]=|[-+*/^<>()[\],]/y;
/** Either quote; a backslash keeps what follows it for whoever reads the text. */
const TEXT = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/sy;

/** Cuts an expression into its words and signs; throws a MathError. */
export function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(expression);
    if (found !== null) at = pattern.lastIndex;
    return found;
  };
  while (at < expression.length) {
    if (match(BLANK) !== null) continue;
    const number = match(NUMBER);
    const name = number === null ? match(NAME) : null;
    const sign = number === null && name === null ? match(SIGN) : null;
    const text = number === null && name === null && sign === null ? match(TEXT) : null;
    if (number !== null) tokens.push({ kind: 'number', value: Number(number[0]) });
    else if (name !== null) tokens.push({ kind: 'name', value: name[0] });
    else if (sign !== null) tokens.push({ kind: 'sign', value: sign[0] });
    else if (text !== null) tokens.push({ kind: 'text', value: text[1] ?? text[2] ?? '' });
    else throw new MathError(`Invalid syntax at position ${at + 1}`);
  }
  return tokens;
}
