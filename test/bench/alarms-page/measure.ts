import type { Browser, Page } from '@playwright/test';
import type { MatrixPage } from './pages.ts';
import { ours, plain } from './pages.ts';
import { manyAlarms } from './rows.ts';
import { noteFrames, noteTasks } from '../noteFrames.ts';

/** What one page needs for one matrix. Times in ms; heap in MiB after a collection. */
export interface Measured {
  readonly drawn: number;
  /** Of the main thread until it was drawn: tasks above 50 ms, in all. */
  readonly longTasks: number;
  readonly nodes: number;
  readonly heap: number;
  /** Between frames while it is scrolled, and while its filter is typed. */
  readonly scrolling: readonly number[];
  readonly typing: readonly number[];
  readonly updates: readonly number[];
}

export type Kind = 'ours' | 'peer';

const PATIENCE = 120_000;
const VIEWPORT = { width: 1440, height: 900 };
const UPDATES = 8;
const WHEELS = 60;
const TYPED = 'application-04';
const MIB = 1_048_576;

export async function measure(browser: Browser, kind: Kind, applications: number, alarms: number): Promise<Measured> {
  const page = await browser.newPage({ viewport: VIEWPORT, locale: 'en-GB', timezoneId: 'UTC' });
  page.setDefaultTimeout(PATIENCE);
  try {
    await page.addInitScript(noteTasks);
    const rows = manyAlarms(applications, alarms, 0);
    const matrix = kind === 'ours' ? await ours(page, rows) : await plain(page, rows);
    if (kind === 'peer') await page.evaluate(noteTasks);
    await page.evaluate('window.longTasks.length = 0');
    const drawn = await matrix.open();
    const longTasks = await page.evaluate<number>('window.longTasks.reduce((sum, each) => sum + each, 0)');
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    await session.send('Performance.enable');
    const { metrics } = await session.send('Performance.getMetrics');
    const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
    const scrolling = await scroll(page, matrix);
    const typing = await type(page, matrix);
    const updates: number[] = [];
    for (let turn = 1; turn <= UPDATES; turn += 1) updates.push(await matrix.update(manyAlarms(applications, alarms, turn)));
    return { drawn, longTasks, nodes, heap: heap / MIB, scrolling, typing, updates };
  } finally {
    await page.close();
  }
}

/** The times between frames while something is done. */
async function framesOf(page: Page, act: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(noteFrames);
  await act();
  return page.evaluate<number[]>('window.frames.splice(0)');
}

/** To the end and back, a step of the wheel in every frame. */
async function scroll(page: Page, { scroller }: MatrixPage): Promise<readonly number[]> {
  const box = await page.locator(scroller).boundingBox();
  if (box === null) throw new Error('There is no matrix to scroll.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  return framesOf(page, async () => {
    for (let i = 0; i < WHEELS; i += 1) await page.mouse.wheel(0, i < WHEELS / 2 ? 240 : -240);
  });
}

/** A name letter by letter, and away again. */
async function type(page: Page, { field }: MatrixPage): Promise<readonly number[]> {
  await page.locator(field).focus();
  return framesOf(page, async () => {
    await page.keyboard.type(TYPED, { delay: 30 });
    for (let i = 0; i < TYPED.length; i += 1) await page.keyboard.press('Backspace', { delay: 30 });
  });
}
