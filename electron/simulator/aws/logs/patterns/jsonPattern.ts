import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Matcher } from './filterPattern.ts';

const INVALID = 'Invalid filter pattern';
type Test = (json: unknown) => boolean;

/** `{ $.messageType = "ERROR" && ($.logger = "*Kinesis*" || $.locationInformation NOT EXISTS) }`; other text than JSON never matches. */
export function parseJsonPattern(pattern: string): Result<Matcher, string> {
  const inner = /^\{(.*)\}$/s.exec(pattern)?.[1];
  const tokens = inner === undefined ? null : tokenize(inner);
  if (tokens === null) return failed(INVALID);
  const left = [...tokens];
  const test = readAny(left);
  if (test === null || left.length > 0) return failed(INVALID);
  return ok((message) => {
    try {
      return test(JSON.parse(message));
    } catch {
      return false;
    }
  });
}

interface Token {
  readonly kind: 'selector' | 'operator' | 'quoted' | 'word';
  readonly text: string;
}

function tokenize(text: string): Token[] | null {
  const token = /\s*(?:(\$(?:\.[\w-]+|\[\d+\])+)|(&&|\|\||!=|<=|>=|=|<|>|\(|\))|"((?:[^"\\]|\\.)*)"|([^\s()=<>!&|"]+))\s*/suy;
  const tokens: Token[] = [];
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (match === null) return null;
    const [, selector, operator, quoted, word] = match;
    if (selector !== undefined) tokens.push({ kind: 'selector', text: selector });
    else if (operator !== undefined) tokens.push({ kind: 'operator', text: operator });
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted.replace(/\\(.)/gs, '$1') });
    else tokens.push({ kind: 'word', text: word ?? '' });
  }
  return tokens;
}

const next = (left: readonly Token[], text: string): boolean =>
  left[0] !== undefined && left[0].kind !== 'quoted' && left[0].text.toUpperCase() === text;

function readAny(left: Token[]): Test | null {
  const tests = readChain(left, '||', (rest) => readChainOfAll(rest));
  return tests === null ? null : (json) => tests.some((test) => test(json));
}

function readChainOfAll(left: Token[]): Test | null {
  const tests = readChain(left, '&&', readCondition);
  return tests === null ? null : (json) => tests.every((test) => test(json));
}

function readChain(left: Token[], separator: string, read: (left: Token[]) => Test | null): Test[] | null {
  const tests: Test[] = [];
  do {
    if (tests.length > 0) left.shift();
    const test = read(left);
    if (test === null) return null;
    tests.push(test);
  } while (next(left, separator));
  return tests;
}

function readCondition(left: Token[]): Test | null {
  if (next(left, '(')) {
    left.shift();
    const test = readAny(left);
    if (!next(left, ')')) return null;
    left.shift();
    return test;
  }
  const selector = left.shift();
  if (selector?.kind !== 'selector') return null;
  const path = [...selector.text.matchAll(/\.([\w-]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
  const select = (json: unknown) => path.reduce<unknown>(member, json);

  const operator = left.shift();
  const operand = left.shift();
  if (operator === undefined || operator.kind === 'quoted' || operand === undefined) return null;
  const word = operand.kind === 'quoted' ? null : operand.text.toUpperCase();
  switch (operator.text.toUpperCase()) {
    case 'IS':
      if (word === 'TRUE') return (json) => select(json) === true;
      if (word === 'FALSE') return (json) => select(json) === false;
      return word === 'NULL' ? (json) => select(json) === null : null;
    case 'NOT':
      return word === 'EXISTS' ? (json) => select(json) === undefined : null;
    case 'EXISTS':
      return null;
    default:
      return operand.kind === 'operator' || operand.kind === 'selector' ? null : comparison(select, operator.text, operand);
  }
}

function member(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (typeof step === 'number') return Array.isArray(value) ? (value[step] as unknown) : undefined;
  return Object.hasOwn(value, step) ? (value as Readonly<Record<string, unknown>>)[step] : undefined;
}

function comparison(select: (json: unknown) => unknown, operator: string, { kind, text }: Token): Test | null {
  const number = kind === 'word' && /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(text) ? Number(text) : null;
  if (operator === '=' || operator === '!=') {
    const equals = number === null ? wildcard(text) : (value: unknown) => value === number || value === text;
    return (json) => {
      const value = select(json);
      return value !== undefined && equals(value) === (operator === '=');
    };
  }
  if (number === null) return null;
  const holds = ORDER[operator];
  return holds === undefined
    ? null
    : (json) => {
        const value = select(json);
        return typeof value === 'number' && holds(value, number);
      };
}

const ORDER: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** `*` stands for any text. Matched piece by piece, which takes linear time whatever the pattern. */
function wildcard(pattern: string): (value: unknown) => boolean {
  const pieces = pattern.split('*');
  const [head = ''] = pieces;
  const tail = pieces.at(-1) ?? '';
  return (value) => {
    if (typeof value !== 'string') return false;
    if (pieces.length === 1) return value === pattern;
    if (!value.startsWith(head) || !value.endsWith(tail) || value.length < head.length + tail.length) return false;
    let from = head.length;
    const end = value.length - tail.length;
    for (const piece of pieces.slice(1, -1)) {
      const found = value.indexOf(piece, from);
      if (found < 0 || found + piece.length > end) return false;
      from = found + piece.length;
    }
    return true;
  };
}
