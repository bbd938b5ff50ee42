import { z } from '#shared/model/schema.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';

// The SDK's types are what the service promises; what came over the wire is looked at once more before it gets into a model.

/** Dates beyond these are no dates of JavaScript. */
const MOST = 8.64e15;

export const zDate = z
  .date()
  .nullish()
  .catch(null)
  .transform((date): Millis | null => (date === null || date === undefined ? null : millis(date.getTime())));

/** A moment as milliseconds since 1970. */
export const zMoment = z
  .number()
  .min(-MOST)
  .max(MOST)
  .transform((at): Millis => millis(at));

export const zText = z
  .string()
  .nullish()
  .catch(null)
  .transform((text) => text ?? null);

export const zCount = z
  .number()
  .nullish()
  .catch(null)
  .transform((count) => count ?? null);

/** The entries of a list that are what they should be: one that is broken does not hide the others. */
export function entriesOf<S extends z.ZodType>(list: unknown, schema: S): z.output<S>[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) => {
    const parsed = schema.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
}

/** A list that every answer of the call has: one without it, or of which nothing can be read, is not from the service. */
export function entriesOrThrow<S extends z.ZodType>(list: unknown, schema: S, name: string): z.output<S>[] {
  if (!Array.isArray(list)) throw new BadAnswer(`The answer has no list ${name}.`);
  const entries = entriesOf(list, schema);
  if (list.length > 0 && entries.length === 0) throw new BadAnswer(`Nothing in the list ${name} is what it should be.`);
  return entries;
}

/** Thrown within a call of the SDK: what came is not what the protocol promises. */
export class BadAnswer extends Error {
  override readonly name = 'BadAnswer';
}

/** A part of an answer: what is missing or of another type is null, whatever else is there stays. */
export const part = <T extends z.ZodRawShape>(fields: T) => z.object(fields).nullish().catch(null);

/** A list in an answer, of entries that are what they should be. */
export const listOf = <S extends z.ZodType>(entry: S) =>
  z
    .unknown()
    .optional()
    .transform((list) => entriesOf(list, entry));

export const zFlag = z
  .boolean()
  .nullish()
  .catch(null)
  .transform((flag) => flag ?? null);

/** Undefined for what is not JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
