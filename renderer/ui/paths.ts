import type { ApplicationRef } from '#shared/model/application.ts';

/** Addresses of the pages, below the `#` of the address bar. */
export const FLEET = '/';
export const SETTINGS = '/settings';
export const APPLICATION_PATTERN = '/applications/:connection/:id';

export const applicationPath = ({ connection, id }: ApplicationRef): string =>
  `/applications/${encodeURIComponent(connection)}/${encodeURIComponent(id)}`;

/** For the `href` of a link, so that it can be opened in another tab. */
export const hrefOf = (path: string): string => `#${path}`;

/** Part of an address; what somebody typed may not be decodable and then stands for itself. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
