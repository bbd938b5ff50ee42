import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { AGGREGATE_SIGNATURES } from '../functions/aggregates.ts';
import { FUNCTION_SIGNATURES } from '../functions/functions.ts';
import { globPattern } from './globPattern.ts';
import { readRegex } from './javaRegex.ts';
import { readExpression } from './parseExpression.ts';
import type { Signatures } from './parseExpression.ts';
import type { Reader } from './reader.ts';
import { readerOf, UnreadableQuery } from './reader.ts';
import type { Command, Expression, Named, QueryFault } from './syntax.ts';

const EITHER: Signatures = { ...FUNCTION_SIGNATURES, ...AGGREGATE_SIGNATURES };

/** Reads a query of CloudWatch Logs Insights: commands with a `|` between them. */
export function parseQuery(query: string): Result<readonly Command[], QueryFault> {
  const reader = readerOf(query);
  try {
    const commands: Command[] = [];
    do commands.push(readCommand(reader));
    while (reader.skip('|'));
    if (reader.peek().kind !== 'end') reader.unexpected();
    return ok(commands);
  } catch (thrown) {
    if (thrown instanceof UnreadableQuery) return failed(thrown.fault);
    throw thrown;
  }
}

/** Commands of the service that are none here. */
const NOT_SIMULATED = ['anomaly', 'diff', 'filterindex', 'join', 'lookup', 'pattern', 'source', 'unmask', 'unnest'];

function readCommand(reader: Reader): Command {
  const { text, quoted, kind, start } = reader.peek();
  const name = kind === 'name' && !quoted ? text.toLowerCase() : '';
  if (NOT_SIMULATED.includes(name)) {
    reader.take();
    return reader.fail(`the simulator does not support the command ${name}`, start);
  }
  const read = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (read === undefined) return reader.unexpected();
  reader.take();
  return read(reader);
}

const COMMANDS: Readonly<Record<string, (reader: Reader) => Command>> = {
  fields: (reader) => ({ kind: 'fields', columns: readNamed(reader, FUNCTION_SIGNATURES) }),
  display: (reader) => ({ kind: 'display', columns: readNamed(reader, FUNCTION_SIGNATURES) }),
  filter: (reader) => ({ kind: 'filter', condition: readExpression(reader, FUNCTION_SIGNATURES) }),
  parse: readParse,
  stats: readStats,
  sort: readSort,
  limit: readLimit,
  dedup: (reader) => ({ kind: 'dedup', fields: readNamed(reader, FUNCTION_SIGNATURES).map(({ expression }) => expression) }),
};

function readNamed(reader: Reader, functions: Signatures): Named[] {
  const all: Named[] = [];
  do {
    const { start } = reader.peek();
    const expression = readExpression(reader, functions);
    const written = expression.kind === 'field' ? expression.name : reader.since(start);
    all.push({ expression, name: reader.skip('as') ? readName(reader) : written });
  } while (reader.skip(','));
  return all;
}

function readName(reader: Reader): string {
  return reader.peek().kind === 'name' ? reader.take().text : reader.unexpected();
}

/** `parse @message "user *, * ms" as user, time` or `parse /(?<user>\w+)/`; without a field, of the message. */
function readParse(reader: Reader): Command {
  const isPatternNext = reader.peek().kind === 'text' || reader.peek().text === '/';
  // A name only: behind an expression, the slash of a regular expression would divide.
  const subject: Expression = { kind: 'field', name: isPatternNext ? '@message' : readName(reader) };
  const { start } = reader.peek();
  const regex = readRegex(reader);
  if (regex !== null) {
    if (!/\(\?<[A-Za-z]/.test(regex.source)) return reader.fail('a regular expression of parse needs named groups', start);
    return { kind: 'parse', subject, pattern: regex, names: [] };
  }
  const { kind, text } = reader.peek();
  if (kind !== 'text') return reader.unexpected();
  reader.take();
  const wildcards = text.split('*').length - 1;
  if (wildcards === 0) return reader.fail('a pattern of parse needs a wildcard', start);
  if (!reader.skip('as')) return reader.unexpected();
  const names = readNames(reader);
  if (names.length !== wildcards) return reader.fail(`${wildcards} wildcards, but ${names.length} names`, start);
  return { kind: 'parse', subject, pattern: globPattern(text), names };
}

function readNames(reader: Reader): string[] {
  const names: string[] = [];
  do names.push(readName(reader));
  while (reader.skip(','));
  return names;
}

function readStats(reader: Reader): Command {
  const { start } = reader.peek();
  const aggregates = readNamed(reader, EITHER);
  if (!aggregates.every(({ expression }) => hasAggregate(expression))) reader.fail('stats needs an aggregate function', start);
  return { kind: 'stats', aggregates, by: reader.skip('by') ? readNamed(reader, FUNCTION_SIGNATURES) : [] };
}

/** Whether there is an aggregate function in an expression. */
function hasAggregate(expression: Expression): boolean {
  switch (expression.kind) {
    case 'call':
      return Object.hasOwn(AGGREGATE_SIGNATURES, expression.name) || expression.args.some(hasAggregate);
    case 'binary':
      return hasAggregate(expression.left) || hasAggregate(expression.right);
    case 'not':
    case 'negate':
      return hasAggregate(expression.operand);
    default:
      return false;
  }
}

function readSort(reader: Reader): Command {
  const keys: (Named & { readonly descending: boolean })[] = [];
  do {
    const { start } = reader.peek();
    const expression = readExpression(reader, EITHER);
    const name = reader.since(start);
    const descending = reader.skip('desc');
    if (!descending) reader.skip('asc');
    keys.push({ name, expression, descending });
  } while (reader.skip(','));
  return { kind: 'sort', keys };
}

function readLimit(reader: Reader): Command {
  const { kind, text } = reader.peek();
  if (kind !== 'number' || !/^\d+$/.test(text)) return reader.unexpected();
  reader.take();
  return { kind: 'limit', count: Number(text) };
}
