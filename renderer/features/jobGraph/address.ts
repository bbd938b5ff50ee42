const names = { vertex: 'vertex', application: 'in' } as const;

/** The vertex that an address selects; null where it selects none, or one of another application. */
export function readSelected(text: string, application: string): string | null {
  const given = new URLSearchParams(text);
  return given.get(names.application) === application ? given.get(names.vertex) : null;
}

/** The address's part with the selected vertex in it, and what others put there left alone; null takes it out. */
export function writeSelected(text: string, application: string, vertex: string | null): string {
  const given = new URLSearchParams(text);
  // Another page names a vertex too, without the application: a link to it has just been followed.
  if (vertex === null && given.get(names.application) !== application) return text;
  for (const name of Object.values(names)) given.delete(name);
  if (vertex !== null) {
    given.set(names.vertex, vertex);
    given.set(names.application, application);
  }
  const written = given.toString();
  return written === '' ? '' : `?${written}`;
}
