import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';

/** No input of a service is nearly as deep; what is deeper could exhaust the stack of whoever walks it. */
export const DEEPEST = 100;

/** Reads JSON of a reasonable depth. The failure is a sentence. */
export function readJson(text: string): Result<unknown, string> {
  if (depthOf(text) > DEEPEST) return failed(`The JSON is nested deeper than ${DEEPEST} levels.`);
  try {
    return ok(JSON.parse(text));
  } catch {
    return failed('Unable to parse the body as JSON.');
  }
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i);
    if (quoted) {
      if (sign === 0x5c) i++;
      else if (sign === 0x22) quoted = false;
    } else if (sign === 0x22) quoted = true;
    else if (sign === 0x5b || sign === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (sign === 0x5d || sign === 0x7d) depth--;
  }
  return deepest;
}

/** Moments as seconds since 1970, maps as objects; members that are undefined are absent. */
export function writeJson(output: unknown): string {
  /** Lists of moments that are written already: many metrics have the very same. */
  const lists = new Map<readonly unknown[], string>();

  function write(value: unknown): string {
    if (value instanceof Date) return String(value.getTime() / 1000);
    if (value instanceof Map) return writeMembers([...(value as ReadonlyMap<string, unknown>)]);
    if (Array.isArray(value)) {
      if (typeof value[0] === 'number') return JSON.stringify(value);
      if (!(value[0] instanceof Date)) return `[${value.map(write).join(',')}]`;
      const text = lists.get(value) ?? `[${value.map(write).join(',')}]`;
      lists.set(value, text);
      return text;
    }
    if (typeof value === 'object' && value !== null) return writeMembers(Object.entries(value));
    return JSON.stringify(value ?? null);
  }

  function writeMembers(members: readonly (readonly [string, unknown])[]): string {
    const parts: string[] = [];
    for (const [name, value] of members) if (value !== undefined) parts.push(`${JSON.stringify(name)}:${write(value)}`);
    return `{${parts.join(',')}}`;
  }

  return write(output);
}
