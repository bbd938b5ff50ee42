import type { QueryFault } from './syntax.ts';

export interface Token {
  readonly kind: 'name' | 'number' | 'duration' | 'text' | 'sign' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A name in backticks is never a word of the language. */
  readonly quoted: boolean;
}

/** Ends the reading of a query; told to the caller as a value. */
export class UnreadableQuery extends Error {
  readonly fault: QueryFault;
  constructor(fault: QueryFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** Reads a query from left to right, a token at a time. */
export interface Reader {
  peek(): Token;
  take(): Token;
  /** Takes the next token if it is this sign, or this word in any case. */
  skip(text: string): boolean;
  /** What was written from `start` up to the last token taken. */
  since(start: number): string;
  /** The text between the slashes of a regular expression, if one comes next. */
  regex(): string | null;
  /** Ends the reading at the next token. */
  unexpected(): never;
  /** Counts an operator, a bracket or a call: a query has only so many, so that no expression is too deep to be evaluated. */
  compose(): void;
  /** Ends the reading because of what was written from `start` on. */
  fail(message: string, start: number): never;
}

const MOST_COMPOSED = 500;

const SPACE = /(?:\s|#[^\n]*)*/uy;
const REGEX = /\/((?:[^/\\\n]|\\.)+)\//uy;
const TOKEN =
  /(?<duration>\d+(?:ms|msec|s|sec|m|min|h|hr|d|w|(?:milli)?seconds?|minutes?|hours?|days?|weeks?)(?![\w@.]))|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|(?<name>[@\p{L}_][\p{L}\p{N}_@.]*)|`(?<quoted>[^`]+)`|"(?<double>(?:[^"\\]|\\.)*)"|'(?<single>(?:[^'\\]|\\.)*)'|(?<sign>\|\||&&|!=|<=|>=|=~|[-|(),=<>+*/%^[\]])/suy;

export function readerOf(query: string): Reader {
  let position = 0;
  let next: Token | null = null;
  let composed = 0;

  const peek = (): Token => {
    next ??= tokenAt(query, position);
    return next;
  };
  const take = (): Token => {
    const token = peek();
    position = token.end;
    next = null;
    return token;
  };
  const is = (text: string) => {
    const token = peek();
    return !token.quoted && (token.kind === 'sign' || token.kind === 'name') && token.text.toLowerCase() === text;
  };
  const fail = (message: string, start: number): never => {
    const { line, column } = lineAndColumn(query, start);
    throw new UnreadableQuery({
      message: `${message} at line ${line} and position ${column}`,
      start,
      end: Math.max(start, position),
    });
  };
  return {
    peek,
    take,
    skip(text) {
      const found = is(text);
      if (found) take();
      return found;
    },
    since: (start) => query.slice(start, position).trim(),
    regex() {
      REGEX.lastIndex = skipSpace(query, position);
      const found = REGEX.exec(query);
      if (found === null) return null;
      position = REGEX.lastIndex;
      next = null;
      return found[1] ?? '';
    },
    compose() {
      composed += 1;
      if (composed > MOST_COMPOSED) fail('the query is too complex', position);
    },
    unexpected() {
      const { kind, text, start } = peek();
      take();
      return fail(kind === 'end' ? 'unexpected end of the query' : `unexpected symbol found ${text}`, start);
    },
    fail,
  };
}

function skipSpace(query: string, position: number): number {
  SPACE.lastIndex = position;
  SPACE.exec(query);
  return SPACE.lastIndex;
}

function tokenAt(query: string, position: number): Token {
  const start = skipSpace(query, position);
  if (start >= query.length) return { kind: 'end', text: '', start, end: start, quoted: false };
  TOKEN.lastIndex = start;
  const groups = TOKEN.exec(query)?.groups;
  // A sign that the language does not have is a token that nothing takes.
  if (groups === undefined) return { kind: 'sign', text: query.slice(start, start + 1), start, end: start + 1, quoted: true };
  const [kind = '', text = ''] = Object.entries(groups).find(([, each]) => each !== undefined) ?? [];
  const end = TOKEN.lastIndex;
  switch (kind) {
    case 'double':
    case 'single':
      return { kind: 'text', text: text.replace(/\\(["'\\])/g, '$1'), start, end, quoted: true };
    case 'quoted':
      return { kind: 'name', text, start, end, quoted: true };
    default:
      return { kind: kind as Token['kind'], text, start, end, quoted: false };
  }
}

function lineAndColumn(query: string, offset: number): { readonly line: number; readonly column: number } {
  const before = query.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
