/** More pages than any answer of a healthy service has. */
const MOST_PAGES = 1_000;

/**
 * Asks page after page, until there is none. A page that names itself as the next one, or one of more than there can be, ends it: a
 * service that is broken must not keep us for ever.
 */
export async function* pages<P>(
  ask: (token: string | undefined) => Promise<P>,
  nextOf: (page: P) => unknown,
  most: number = MOST_PAGES,
): AsyncGenerator<P, void> {
  let token: string | undefined;
  for (let asked = 0; asked < most; asked += 1) {
    const page = await ask(token);
    yield page;
    const next = nextOf(page);
    if (typeof next !== 'string' || next === '' || next === token) return;
    token = next;
  }
}
