import { inspect } from 'node:util';
import type { Result } from '#shared/model/sourceError.ts';

/** The value of a result that must be one. */
export function succeed<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(inspect(result.error));
  return result.value;
}
