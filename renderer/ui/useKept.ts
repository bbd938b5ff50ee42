import { useCallback, useState } from 'react';
import type { z } from '#shared/model/schema.ts';

const PREFIX = 'streamgauge.';

/** What was kept in this browser under a name; the fallback when there is nothing, or nothing that fits. */
export function readKept<S extends z.ZodType>(name: string, schema: S, fallback: z.output<S>): z.output<S> {
  try {
    const read = schema.safeParse(JSON.parse(localStorage.getItem(PREFIX + name) ?? 'null'));
    return read.success ? read.data : fallback;
  } catch {
    return fallback;
  }
}

export function writeKept(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing: it holds until the page is closed.
  }
}

/** State that survives a reload, for conveniences of this screen that are no settings of the app. */
export function useKept<S extends z.ZodType>(
  name: string,
  schema: S,
  fallback: z.output<S>,
): readonly [z.output<S>, (value: z.output<S>) => void] {
  const [value, setValue] = useState(() => readKept(name, schema, fallback));
  const keep = useCallback(
    (next: z.output<S>) => {
      setValue(next);
      writeKept(name, next);
    },
    [name],
  );
  return [value, keep];
}
