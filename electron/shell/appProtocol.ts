import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { findPage, safePath, securityHeaders } from '../web/pages.ts';
import type { Page } from '../web/pages.ts';

const SCHEME = 'app';
/** Where our pages live. A page of any other origin is not ours. */
export const ORIGIN = `${SCHEME}://streamgauge`;

/** Must be called before Electron is ready: a standard, secure origin, so that modules, storage and the policy work as on https. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built pages, and nothing else, at app://streamgauge. */
export function servePages(folder: string): void {
  if (has(protocol, 'handle')) {
    protocol.handle(SCHEME, async ({ method, url }) => {
      const { status, headers, body } = await answer(folder, method, url);
      return new Response(new Uint8Array(body), { status, headers });
    });
    return;
  }
  // Before Electron 25.
  protocol.registerBufferProtocol(SCHEME, ({ method, url }, done) => {
    void answer(folder, method, url).then(({ status, headers, body }) =>
      done({ statusCode: status, headers, mimeType: (headers['Content-Type'] ?? '').split(';')[0] ?? '', data: body }),
    );
  });
}

interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

async function answer(folder: string, method: string, url: string): Promise<Reply> {
  if (method !== 'GET') return sentence(405, 'A page is read with GET.');
  const path = url.startsWith(`${ORIGIN}/`) ? safePath(url.slice(ORIGIN.length)) : null;
  const page: Page | null = path === null ? null : findPage(folder, path);
  if (page === null) return sentence(404, 'Nothing is served at this address.');
  try {
    return { status: 200, headers: { ...page.headers }, body: await readFile(page.file) };
  } catch {
    return sentence(500, 'The page could not be read.');
  }
}

const sentence = (status: number, text: string): Reply => ({
  status,
  headers: { ...securityHeaders, 'Content-Type': 'text/plain; charset=utf-8' },
  body: Buffer.from(text),
});

/** A plain question, so that the compiler does not take the older Electron's branch for dead code. */
const has = (target: object, method: string): boolean => method in target;
