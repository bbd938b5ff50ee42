import { app } from 'electron';
import type { Session, WebContents } from 'electron';
import { ORIGIN } from './appProtocol.ts';
import { openDocumentation } from './openDocumentation.ts';

/** What a page could reach without our protocol; nothing in the app needs it. */
const elsewhere = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file:///*'];

/** Closes everything that web pages can usually do and ours never need. Called before the first window. */
export function lockDown(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide, { requestingUrl }) =>
    decide(isGranted(permission, requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, `${origin}/`));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item) => {
    if (!isOwnFile(item.getURL(), item.getFilename())) event.preventDefault();
  });
  session.webRequest.onBeforeRequest({ urls: elsewhere }, (_details, decide) => decide({ cancel: true }));
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

/** Nothing but writing text to the clipboard, which the copy buttons do after a click. */
const isGranted = (permission: string, url: string): boolean =>
  permission === 'clipboard-sanitized-write' && url.startsWith(`${ORIGIN}/`);

/** A table, a picture, a text (a log, a thread dump) or folded stacks that a page of ours has made of what it shows: the user is asked where to. Nothing else is saved. */
const isOwnFile = (url: string, name: string): boolean =>
  url.startsWith(`blob:${ORIGIN}/`) && /\.(csv|json|png|svg|folded|txt)$/.test(name);

/** A window shows our pages and no others; links to documentation open in the user's browser. */
function confine(contents: WebContents): void {
  const stay = (event: { preventDefault(): void }, url: string): void => {
    if (!url.startsWith(`${ORIGIN}/`)) event.preventDefault();
  };
  contents.on('will-navigate', (event, url) => stay(event, url));
  contents.on('will-redirect', (event, url) => stay(event, url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openDocumentation(url);
    return { action: 'deny' };
  });
}
