import type { Matcher } from './filterPattern.ts';
import { parseConditions } from './conditions.ts';

/**
 * `{ $.messageType = "ERROR" && ($.logger = "*Kinesis*" || $.locationInformation NOT EXISTS) }`; other text than JSON never matches.
 * Null when it cannot be read.
 */
export function parseJsonPattern(pattern: string): Matcher | null {
  const inner = /^\{(.*)\}$/s.exec(pattern)?.[1];
  const test = inner === undefined ? null : parseConditions(inner, jsonSelector);
  if (test === null) return null;
  return (message) => {
    try {
      return test(JSON.parse(message));
    } catch {
      return false;
    }
  };
}

/** `$.a.b[0]`, `$.['a.b']` */
function jsonSelector(text: string): ((json: unknown) => unknown) | null {
  if (!text.startsWith('$')) return null;
  const path = [...text.matchAll(/\['([^']+)'\]|\[(\d+)\]|\.([\w-]+)/g)].map(
    ([, quoted, index, name]) => quoted ?? name ?? Number(index),
  );
  return (json) => path.reduce<unknown>(member, json);
}

function member(value: unknown, step: string | number): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (typeof step === 'number') return Array.isArray(value) ? (value[step] as unknown) : undefined;
  return Object.hasOwn(value, step) ? (value as Readonly<Record<string, unknown>>)[step] : undefined;
}
