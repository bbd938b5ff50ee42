import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { CALLS, mostMegabytes } from '#shared/contract/names.ts';
import type { CallName, EventName } from '#shared/contract/names.ts';
import type { Answer } from './messages.ts';
import type { EngineSupervisor } from './superviseEngine.ts';

const MEGABYTE = 1024 * 1024;

/** One document in one of our windows: its events stop when the window navigates or closes. */
interface Page {
  readonly contents: WebContents;
  navigations: number;
  attached: boolean;
}

export interface Relay {
  /** From now on this window's page may call. */
  admit(contents: WebContents): void;
  /** Sends an event to the document that asked for it, if it is still there. */
  tell(viewer: string, name: EventName, payload: unknown): void;
  /** Sends an event to every page that has called. */
  tellAll(name: EventName, payload: unknown): void;
}

export interface RelayOptions {
  readonly engine: () => EngineSupervisor;
  /** The origin that our pages have, such as `app://streamgauge`. */
  readonly origin: string;
  /** A call that the engine carried out. */
  readonly done: (name: CallName, value: unknown) => void;
}

/** Hands the calls of our own windows' pages to the engine; refuses everyone else. What a call may say is decided by the engine's gate. */
export function relayCalls({ engine, origin, done }: RelayOptions): Relay {
  const pages = new Map<number, Page>();
  const viewerOf = (page: Page): string => `${page.contents.id}-${page.navigations}`;

  const leave = (page: Page): void => {
    if (page.attached) engine().detach(viewerOf(page));
    page.attached = false;
  };

  const answer = async (event: IpcMainInvokeEvent, name: CallName, input: unknown): Promise<Answer> => {
    const page = senderOf(event, pages, origin);
    if (page === null) return refusal(`${name}: only Streamgauge's own pages may call.`);
    const size = sizeOf(input);
    if (size === null) return refusal(`${name}: the input is not JSON.`);
    const most = mostMegabytes(name);
    if (size > most * MEGABYTE) return refusal(`${name}: the input is larger than ${most} MB.`);
    if (!page.attached) {
      page.attached = true;
      engine().attach(viewerOf(page));
      // A page that comes later has missed how the engine fares.
      const state = engine().state();
      if (state !== null) page.contents.send('host:engine', state);
    }
    const outcome = await engine().call(viewerOf(page), name, input);
    if (outcome.ok) done(name, outcome.value);
    return outcome;
  };
  for (const name of CALLS) ipcMain.handle(`host:${name}`, (event, input: unknown) => answer(event, name, input));

  return {
    admit(contents) {
      const page: Page = { contents, navigations: 0, attached: false };
      pages.set(contents.id, page);
      contents.on('did-navigate', () => {
        leave(page);
        page.navigations += 1;
      });
      contents.once('destroyed', () => {
        leave(page);
        pages.delete(contents.id);
      });
    },
    tell(viewer, name, payload) {
      for (const page of pages.values())
        if (page.attached && viewerOf(page) === viewer && !page.contents.isDestroyed())
          page.contents.send(`host:${name}`, payload);
    },
    tellAll(name, payload) {
      for (const { contents, attached } of pages.values())
        if (attached && !contents.isDestroyed()) contents.send(`host:${name}`, payload);
    },
  };
}

/** The page that sent it: the main frame of one of our windows, showing one of our pages; otherwise null. */
function senderOf({ sender, senderFrame }: IpcMainInvokeEvent, pages: ReadonlyMap<number, Page>, origin: string): Page | null {
  const page = pages.get(sender.id);
  // `senderFrame` is null when the frame has navigated away or closed since.
  if (page === undefined || senderFrame === null || senderFrame !== sender.mainFrame) return null;
  return senderFrame.url.startsWith(`${origin}/`) ? page : null;
}

function sizeOf(input: unknown): number | null {
  try {
    return JSON.stringify(input ?? null).length;
  } catch {
    return null;
  }
}

const refusal = (message: string): Answer => ({ ok: false, message });
