import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { CSP } from '#shared/contract/csp.ts';
import type { Topic, TopicSnapshot } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';

/** Nobody answers there: every request of the page is answered by the test. */
const ORIGIN = 'https://streamgauge.test';
const pages = new URL('../../out/renderer/', import.meta.url).pathname;
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** What a topic says, and how each call is answered: for states that a real engine is hardly ever in. */
export interface Script {
  readonly says: (topic: Topic) => TopicSnapshot['snapshot'] | undefined;
  readonly answers: Readonly<Record<string, (input: never) => unknown>>;
}

interface Scripted {
  /** Every call but `watch`, in their order. */
  readonly calls: readonly { readonly name: string; readonly input: unknown }[];
  /** What the page follows now. */
  followed(): readonly Topic[];
  /** The engine has something new to say: what it says is asked anew. */
  changed(): Promise<void>;
}

/** Opens the built pages on a host that follows a script, reached as the desktop's preload would be. */
export async function openScripted(page: Page, { says, answers }: Script, address = '#/'): Promise<Scripted> {
  const calls: { name: string; input: unknown }[] = [];
  let topics: readonly Topic[] = [];
  let sequence = 0;
  const snapshots = (): readonly TopicSnapshot[] =>
    topics.map(
      (topic) => ({ kind: topic.kind, key: topicKey(topic), snapshot: says(topic) ?? { state: 'waiting' } }) as TopicSnapshot,
    );

  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const file = join(pages, pathname === '/' ? 'index.html' : pathname);
    const contentType = types[extname(file)] ?? 'application/octet-stream';
    await route.fulfill({ body: await readFile(file), contentType, headers: { 'Content-Security-Policy': CSP } });
  });
  await page.exposeFunction('askScript', (name: string, input: { readonly topics?: readonly Topic[] }) => {
    if (name === 'watch') {
      topics = input.topics ?? [];
      return { sequence, snapshots: snapshots() };
    }
    calls.push({ name, input });
    const answer = answers[name];
    if (answer === undefined) throw new Error(`The script has no answer to ${name}.`);
    return answer(input as never);
  });
  await page.addInitScript(() => {
    const listeners: Record<string, (payload: unknown) => void> = {};
    Object.assign(window, {
      host: {
        call: (name: string, input: unknown) => Reflect.get(window, 'askScript')(name, input) as Promise<unknown>,
        on: (name: string, tell: (payload: unknown) => void) => {
          listeners[name] = tell;
          return () => undefined;
        },
      },
      tellPage: (payload: unknown) => listeners['snapshots']?.(payload),
    });
  });
  await page.goto(`${ORIGIN}/${address}`);
  return {
    calls,
    followed: () => topics,
    async changed() {
      sequence += 1;
      await page.evaluate((payload) => void Reflect.get(window, 'tellPage')(payload), { sequence, snapshots: snapshots() });
    },
  };
}
