import { readRegex } from './javaRegex.ts';
import type { Reader } from './reader.ts';
import type { BinaryOperator, Expression } from './syntax.ts';

/** Which functions may be called, by their names in small letters, with how many arguments at least and at most. */
export type Signatures = Readonly<Record<string, readonly [number, number]>>;

/** `a and not (b like /x/ or c + 1 > 2)` */
export const readExpression = (reader: Reader, functions: Signatures): Expression => readOr({ reader, functions });

interface Reading {
  readonly reader: Reader;
  readonly functions: Signatures;
}

function readOr(reading: Reading): Expression {
  let left = readAnd(reading);
  while (reading.reader.skip('or') || reading.reader.skip('||')) {
    reading.reader.compose();
    left = { kind: 'binary', operator: 'or', left, right: readAnd(reading) };
  }
  return left;
}

function readAnd(reading: Reading): Expression {
  let left = readNot(reading);
  while (reading.reader.skip('and') || reading.reader.skip('&&')) {
    reading.reader.compose();
    left = { kind: 'binary', operator: 'and', left, right: readNot(reading) };
  }
  return left;
}

function readNot(reading: Reading): Expression {
  if (!reading.reader.skip('not')) return readComparison(reading);
  reading.reader.compose();
  return { kind: 'not', operand: readNot(reading) };
}

const COMPARISONS = ['=', '!=', '<=', '>=', '<', '>'] as const;

function readComparison(reading: Reading): Expression {
  const { reader } = reading;
  const subject = readChain(reading, ['+', '-'], (each) => readChain(each, ['*', '/', '%'], readPower));
  const operator = COMPARISONS.find((each) => reader.skip(each));
  if (operator !== undefined)
    return { kind: 'binary', operator, left: subject, right: readChain(reading, ['+', '-'], readFactor) };
  if (reader.skip('=~')) return { kind: 'like', subject, pattern: readRegex(reader) ?? reader.unexpected() };
  const negated = reader.skip('not');
  const test = readMembership(reading, subject);
  if (test === null) return negated ? reader.unexpected() : subject;
  return negated ? { kind: 'not', operand: test } : test;
}

const readFactor = (reading: Reading): Expression => readChain(reading, ['*', '/', '%'], readPower);

/** `like` and `in`. */
function readMembership(reading: Reading, subject: Expression): Expression | null {
  const { reader } = reading;
  if (reader.skip('like')) return { kind: 'like', subject, pattern: readRegex(reader) ?? readPrimary(reading) };
  if (!reader.skip('in')) return null;
  if (!reader.skip('[')) reader.unexpected();
  const members = readList(reading, ']');
  return { kind: 'in', subject, members };
}

function readChain(reading: Reading, operators: readonly BinaryOperator[], read: (reading: Reading) => Expression): Expression {
  let left = read(reading);
  for (;;) {
    const operator = operators.find((each) => reading.reader.skip(each));
    if (operator === undefined) return left;
    reading.reader.compose();
    left = { kind: 'binary', operator, left, right: read(reading) };
  }
}

function readPower(reading: Reading): Expression {
  const { reader } = reading;
  if (reader.skip('-')) {
    reader.compose();
    return { kind: 'negate', operand: readPower(reading) };
  }
  const left = readPrimary(reading);
  if (!reader.skip('^')) return left;
  reader.compose();
  return { kind: 'binary', operator: '^', left, right: readPower(reading) };
}

/** Words of the language, which name no field unless they stand in backticks. */
const WORDS = new Set(['and', 'or', 'not', 'like', 'in', 'as', 'by', 'asc', 'desc']);

function readPrimary(reading: Reading): Expression {
  const { reader } = reading;
  const token = reader.peek();
  switch (token.kind) {
    case 'number':
      reader.take();
      return { kind: 'literal', value: Number(token.text) };
    case 'text':
      reader.take();
      return { kind: 'literal', value: token.text };
    case 'duration':
      reader.take();
      return { kind: 'duration', length: durationOf(token.text) };
    case 'name':
      return !token.quoted && WORDS.has(token.text.toLowerCase()) ? reader.unexpected() : readName(reading);
    default: {
      if (!reader.skip('(')) return reader.unexpected();
      reader.compose();
      const inner = readOr(reading);
      if (!reader.skip(')')) reader.unexpected();
      return inner;
    }
  }
}

function readName(reading: Reading): Expression {
  const { reader, functions } = reading;
  const { text, quoted, start } = reader.take();
  if (quoted || !reader.skip('(')) {
    if (!quoted && /^(true|false)$/i.test(text)) return { kind: 'literal', value: text.toLowerCase() };
    return { kind: 'field', name: text };
  }
  reader.compose();
  const name = text.toLowerCase();
  const signature = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (signature === undefined) return reader.fail(`invalid function name ${text}`, start);
  // Of all functions only count takes a star, which stands for nothing.
  if (name === 'count' && reader.skip('*')) {
    if (!reader.skip(')')) reader.unexpected();
    return { kind: 'call', name, args: [] };
  }
  const args = readList(reading, ')');
  if (args.length < signature[0] || args.length > signature[1])
    return reader.fail(`invalid number of arguments for function ${text}`, start);
  // `bin(5m)` is short for the beginning of so many minutes around the event.
  if (name === 'bin') return { kind: 'call', name: 'datefloor', args: [TIMESTAMP, ...args] };
  return { kind: 'call', name, args };
}

const TIMESTAMP: Expression = { kind: 'field', name: '@timestamp' };

function readList(reading: Reading, end: string): Expression[] {
  const { reader } = reading;
  const members: Expression[] = [];
  if (reader.skip(end)) return members;
  do members.push(readOr(reading));
  while (reader.skip(','));
  if (!reader.skip(end)) reader.unexpected();
  return members;
}

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(ms|msec|milliseconds?)$/, 1],
  [/^(s|sec|seconds?)$/, 1_000],
  [/^(m|min|minutes?)$/, 60_000],
  [/^(h|hr|hours?)$/, 3_600_000],
  [/^(d|days?)$/, 86_400_000],
  [/^(w|weeks?)$/, 604_800_000],
];

function durationOf(text: string): number {
  const unit = text.replace(/^\d+/, '');
  const length = UNITS.find(([pattern]) => pattern.test(unit))?.[1] ?? 0;
  return Number.parseInt(text, 10) * length;
}
