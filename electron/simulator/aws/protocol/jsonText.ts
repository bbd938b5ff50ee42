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
export function writeJson(value: unknown): string {
  if (value instanceof Date) return String(value.getTime() / 1000);
  if (value instanceof Map) return writeMembers([...(value as ReadonlyMap<string, unknown>)]);
  if (Array.isArray(value)) {
    // Long lists are of numbers or moments: not a call for each.
    if (value[0] instanceof Date) return writeMoments(value as Date[]);
    if (typeof value[0] === 'number') return JSON.stringify(value);
    return `[${value.map(writeJson).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) return writeMembers(Object.entries(value));
  return JSON.stringify(value ?? null);
}

function writeMoments(moments: readonly Date[]): string {
  let text = '[';
  for (const [i, moment] of moments.entries()) text += (i === 0 ? '' : ',') + moment.getTime() / 1000;
  return `${text}]`;
}

function writeMembers(members: readonly (readonly [string, unknown])[]): string {
  const parts: string[] = [];
  for (const [name, value] of members) if (value !== undefined) parts.push(`${JSON.stringify(name)}:${writeJson(value)}`);
  return `{${parts.join(',')}}`;
}
