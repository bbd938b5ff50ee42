import { percentRegex } from './percentRegex.ts';
import { wildcard } from './wildcard.ts';

/** Finds a value in what is tested; null when the text names none. */
type Selectors<S> = (text: string) => ((subject: S) => unknown) | null;
type Test<S> = (subject: S) => boolean;

/** The conditions of JSON and space-delimited patterns: comparisons with `&&`, `||` and parentheses. Null when they cannot be read. */
export function parseConditions<S>(text: string, selectors: Selectors<S>): Test<S> | null {
  const tokens = tokenize(text);
  if (tokens === null) return null;
  const regexes = tokens.filter(({ kind }) => kind === 'regex').length;
  const left = [...tokens];
  const test = regexes > MOST_REGEXES ? null : readAny(left, selectors);
  return left.length > 0 ? null : test;
}

const MOST_REGEXES = 2;

interface Token {
  readonly kind: 'selector' | 'operator' | 'quoted' | 'regex' | 'word';
  readonly text: string;
}

const TOKEN =
  /\s*(?:(?<selector>\$(?:\.[\w-]+|\[\d+\]|\.?\['[^']+'\])+)|(?<operator>&&|\|\||!=|<=|>=|=|<|>|\(|\))|"(?<quoted>(?:[^"\\]|\\.)*)"|%(?<regex>(?:[^%\\]|\\.)+)%|(?<word>[^\s()=<>!&|"%]+))\s*/suy;

function tokenize(text: string): Token[] | null {
  const tokens: Token[] = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length;) {
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) return null;
    const [kind = '', found = ''] = Object.entries(groups).find(([, each]) => each !== undefined) ?? [];
    tokens.push({ kind: kind as Token['kind'], text: kind === 'quoted' ? found.replace(/\\(.)/gs, '$1') : found });
  }
  return tokens;
}

const next = (left: readonly Token[], text: string): boolean => left[0]?.kind === 'operator' && left[0].text === text;

function readAny<S>(left: Token[], selectors: Selectors<S>): Test<S> | null {
  const tests = readChain(left, '||', () => readAll(left, selectors));
  return tests === null ? null : (subject) => tests.some((test) => test(subject));
}

function readAll<S>(left: Token[], selectors: Selectors<S>): Test<S> | null {
  const tests = readChain(left, '&&', () => readCondition(left, selectors));
  return tests === null ? null : (subject) => tests.every((test) => test(subject));
}

function readChain<S>(left: Token[], separator: string, read: () => Test<S> | null): Test<S>[] | null {
  const tests: Test<S>[] = [];
  do {
    if (tests.length > 0) left.shift();
    const test = read();
    if (test === null) return null;
    tests.push(test);
  } while (next(left, separator));
  return tests;
}

function readCondition<S>(left: Token[], selectors: Selectors<S>): Test<S> | null {
  if (next(left, '(')) {
    left.shift();
    const test = readAny(left, selectors);
    if (!next(left, ')')) return null;
    left.shift();
    return test;
  }
  const subject = left.shift();
  const select = subject?.kind === 'selector' || subject?.kind === 'word' ? selectors(subject.text) : null;
  const operator = left.shift();
  if (select === null || operator === undefined) return null;
  if (operator.kind === 'word') return readState(left, select, operator.text.toUpperCase());
  const operand = left.shift();
  if (operator.kind !== 'operator' || operand === undefined) return null;
  return operand.kind === 'operator' || operand.kind === 'selector' ? null : comparison(select, operator.text, operand);
}

/** `IS NULL`, `IS TRUE`, `EXISTS` … */
function readState<S>(left: Token[], select: (subject: S) => unknown, word: string): Test<S> | null {
  if (word === 'EXISTS') return (subject) => select(subject) !== undefined;
  const state = left.shift();
  const wanted = state?.kind === 'word' ? `${word} ${state.text.toUpperCase()}` : '';
  switch (wanted) {
    case 'IS TRUE':
      return (subject) => select(subject) === true;
    case 'IS FALSE':
      return (subject) => select(subject) === false;
    case 'IS NULL':
      return (subject) => select(subject) === null;
    case 'NOT EXISTS':
      return (subject) => select(subject) === undefined;
    default:
      return null;
  }
}

const NUMBER = /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i;

function comparison<S>(select: (subject: S) => unknown, operator: string, operand: Token): Test<S> | null {
  const number = operand.kind === 'word' && NUMBER.test(operand.text) ? Number(operand.text) : null;
  if (operator === '=' || operator === '!=') {
    const equals = equality(operand, number);
    if (equals === null) return null;
    return (subject) => {
      const value = select(subject);
      return value !== undefined && equals(value) === (operator === '=');
    };
  }
  const holds = ORDER[operator];
  if (number === null || holds === undefined) return null;
  return (subject) => {
    const value = select(subject);
    const given = typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
    return typeof given === 'number' && holds(given, number);
  };
}

function equality({ kind, text }: Token, number: number | null): ((value: unknown) => boolean) | null {
  if (number !== null) return (value) => value === number || value === text;
  const regex = kind === 'regex' ? percentRegex(text) : null;
  if (kind === 'regex' && regex === null) return null;
  const matches = regex === null ? wildcard(text) : (value: string) => regex.test(value);
  return (value) => (typeof value === 'string' || typeof value === 'number') && matches(String(value));
}

const ORDER: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};
