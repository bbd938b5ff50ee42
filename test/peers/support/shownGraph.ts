import type { Page } from '@playwright/test';
import type { Figures } from './sampling.ts';

/** A vertex as the page shows it; null where it shows no such figure. */
export interface ShownVertex extends Readonly<Record<keyof Figures, string | null>> {
  readonly name: string;
  readonly parallelism: number;
  readonly bottleneck: boolean;
}

const LABEL =
  /button "(?<name>.+), parallelism (?<parallelism>\d+), busy (?<busy>.+?), backpressured (?<backpressured>.+?)(?<rest>, .*)?"/;

/** The vertices of the job graph: what a screen reader says of them, and the rates on their cards. */
export async function shownVertices(page: Page): Promise<readonly ShownVertex[]> {
  const cards = await page.getByRole('button', { name: /, parallelism \d+, busy / }).all();
  return Promise.all(
    cards.map(async (card) => {
      const [spoken, text] = await Promise.all([card.ariaSnapshot(), card.innerText()]);
      const said = LABEL.exec(spoken)?.groups;
      if (said === undefined) throw new Error(`Not what is said of a vertex: ${spoken}`);
      return {
        name: said['name'] ?? '',
        parallelism: Number(said['parallelism']),
        bottleneck: said['rest']?.includes('bottleneck') ?? false,
        busy: said['busy'] ?? null,
        backpressured: said['backpressured'] ?? null,
        recordsIn: /\bin (\S+ \/s)/.exec(text)?.[1] ?? null,
        recordsOut: /\bout (\S+ \/s)/.exec(text)?.[1] ?? null,
      };
    }),
  );
}

export interface ShownEdge {
  readonly from: string;
  readonly to: string;
  readonly rate: string;
  readonly shipStrategy: string;
}

export async function shownEdges(page: Page): Promise<readonly ShownEdge[]> {
  const labels = await page
    .locator('[aria-label*=" feeds "]')
    .evaluateAll((edges) => edges.map((edge) => edge.getAttribute('aria-label') ?? ''));
  return labels.map((label) => {
    const [, from = '', to = '', rate = '', shipStrategy = ''] = /^(.+) feeds (.+), (.+), (\w+)$/.exec(label) ?? [];
    return { from, to, rate, shipStrategy };
  });
}
