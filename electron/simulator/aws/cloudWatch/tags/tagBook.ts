import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';

const MOST_TAGS = 50;

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** Tags with others added or changed. The failure says why not. */
export function tagged(known: ReadonlyMap<string, string>, tags: readonly Tag[]): Result<ReadonlyMap<string, string>, string> {
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) return failed('Tag keys must be unique.');
  if (tags.some(({ Key }) => Key.toLowerCase().startsWith('aws:'))) return failed('Tag keys must not begin with aws:.');
  const all = new Map([...known, ...tags.map(({ Key, Value }) => [Key, Value] as const)]);
  return all.size > MOST_TAGS ? failed(`A resource may have at most ${MOST_TAGS} tags.`) : ok(all);
}
