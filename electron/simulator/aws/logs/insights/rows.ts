import type { LogEvent } from '../store/logsState.ts';
import type { Value } from './language/syntax.ts';

/** An event, or a group of events, with the fields that the query has given it so far. */
export interface Row {
  /** Null for a group. */
  readonly event: ScannedEvent | null;
  field(name: string): Value;
  set(name: string, value: Value): void;
}

export interface ScannedEvent extends LogEvent {
  /** Account and group. */
  readonly log: string;
  /** Finds the event again. */
  pointer(): string;
}

/** Knows the service's own fields, and those of the message's JSON: `throwableInformation.0`. */
export function eventRow(event: ScannedEvent): Row {
  const given = new Map<string, Value>([
    ['@timestamp', { time: event.at }],
    ['@ingestionTime', { time: event.ingested }],
    ['@message', event.message],
    ['@logStream', event.stream],
    ['@log', event.log],
  ]);
  let json: unknown;
  return {
    event,
    field(name) {
      const value = given.get(name);
      if (value !== undefined) return value;
      if (name === '@ptr') return event.pointer();
      json ??= parseJson(event.message);
      return leaf(json, name) ?? null;
    },
    set: (name, value) => given.set(name, value),
  };
}

export function groupRow(): Row {
  const given = new Map<string, Value>();
  return { event: null, field: (name) => given.get(name) ?? null, set: (name, value) => given.set(name, value) };
}

/** False for what is no JSON, so that it is not tried again. */
function parseJson(message: string): unknown {
  try {
    return message.trimStart().startsWith('{') ? JSON.parse(message) : false;
  } catch {
    return false;
  }
}

/** The text, number or flag at a path of dots; objects and lists are no values. Names may hold dots themselves. */
function leaf(json: unknown, path: string): Value | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const members = json as Readonly<Record<string, unknown>>;
  if (Object.hasOwn(members, path)) {
    const value = members[path];
    if (typeof value === 'string' || typeof value === 'number') return value;
    if (typeof value === 'boolean') return String(value);
  }
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const head = path.slice(0, dot);
    const value = Object.hasOwn(members, head) ? leaf(members[head], path.slice(dot + 1)) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Deeper than that nothing is discovered. */
const DEEPEST = 100;

/** The fields of a message's JSON, each under its path. */
export function leavesOf(message: string): Readonly<Record<string, string>> {
  const leaves: Record<string, string> = {};
  const collect = (value: object, path: string, depth: number): void => {
    for (const [name, member] of Object.entries(value) as [string, unknown][]) {
      if (typeof member === 'object' && member !== null) {
        if (depth < DEEPEST) collect(member, `${path}${name}.`, depth + 1);
      } else if (member !== null) leaves[path + name] = typeof member === 'string' ? member : JSON.stringify(member);
    }
  };
  const json = parseJson(message);
  if (typeof json === 'object' && json !== null) collect(json, '', 0);
  return leaves;
}
