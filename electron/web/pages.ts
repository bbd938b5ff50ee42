import { existsSync, statSync } from 'node:fs';
import { extname, join, resolve, sep } from 'node:path';
import { CSP } from '#shared/contract/csp.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Sent with every answer, by the browser host and by the app:// protocol alike. */
export const securityHeaders = {
  'Content-Security-Policy': CSP,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), display-capture=(), usb=(), serial=(), hid=()',
} as const;

/** Null when the path of a request's target may not be served: it climbs, hides a separator, or cannot be decoded. */
export function safePath(target: string): string | null {
  const [path = ''] = target.split(/[?#]/, 1);
  const decoded = decode(path);
  if (decoded === null || !decoded.startsWith('/') || decoded.startsWith('//')) return null;
  // Decoded twice as well: `%252e%252e` is nobody's file name.
  const twice = decode(decoded) ?? decoded;
  const suspicious = [decoded, twice].some((text) => /[\\\0]/.test(text) || text.split('/').includes('..'));
  return suspicious ? null : decoded;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

export interface Page {
  readonly file: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The built file behind a safe path. Null: there is no such file. */
export function findPage(folder: string, path: string): Page | null {
  const root = resolve(folder);
  const name = path === '/' ? 'index.html' : path.slice(1);
  const file = join(root, name);
  const type = contentTypes[extname(file)];
  if (type === undefined || !file.startsWith(root + sep) || !existsSync(file) || !statSync(file).isFile()) return null;
  // Built assets carry their content's hash in their names; everything else must never outlive a build.
  const kept = path.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store';
  return { file, headers: { ...securityHeaders, 'Content-Type': type, 'Cache-Control': kept } };
}
