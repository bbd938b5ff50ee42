interface Salvaged {
  readonly level: string | null;
  readonly logger: string | null;
  readonly text: string;
  readonly trace: readonly string[];
}

/** What can still be read of a record whose JSON is cut off, as a line that is too long for the service is; null: nothing. */
export function salvage(raw: string): Salvaged | null {
  const text = fieldOf(raw, 'message');
  if (text === null) return null;
  return { level: fieldOf(raw, 'messageType'), logger: fieldOf(raw, 'logger'), text, trace: traceOf(raw) };
}

/** A JSON string from its first quote on; its end may be missing. */
const STRING = /"((?:[^"\\]|\\.)*)"?/y;

function fieldOf(raw: string, field: string): string | null {
  const found = new RegExp(`"${field}"\\s*:\\s*(?=")`).exec(raw);
  return found === null ? null : (stringAt(raw, found.index + found[0].length)?.value ?? null);
}

function stringAt(raw: string, at: number): { readonly value: string; readonly end: number } | null {
  STRING.lastIndex = at;
  const found = STRING.exec(raw);
  if (found === null) return null;
  const [all, inner = ''] = found;
  return { value: unescaped(inner), end: at + all.length };
}

function unescaped(inner: string): string {
  try {
    return JSON.parse(`"${inner}"`) as string;
  } catch {
    return inner;
  }
}

/** The lines of `"throwableInformation":["…","…`, as many as are there. */
function traceOf(raw: string): readonly string[] {
  const found = /"throwableInformation"\s*:\s*\[?\s*/.exec(raw);
  if (found === null) return [];
  const lines: string[] = [];
  let at = found.index + found[0].length;
  for (;;) {
    const next = stringAt(raw, at);
    if (next === null) return lines;
    lines.push(...next.value.split('\n').map((line) => line.trimEnd()));
    const comma = /\s*,\s*/y;
    comma.lastIndex = next.end;
    if (!comma.test(raw)) return lines;
    at = comma.lastIndex;
  }
}
