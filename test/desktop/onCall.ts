import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** What somebody on call does first, on the default simulator: sees the fleet move, opens the application with the slow sink, finds it. */
export async function lookAround(page: Page): Promise<void> {
  const rows = page.getByRole('row');
  await expect.poll(() => rows.count()).toBeGreaterThan(12);
  const before = await rows.allInnerTexts();
  await expect.poll(() => rows.allInnerTexts()).not.toEqual(before);

  await page.getByRole('row').getByRole('link', { name: 'orders-enrichment' }).click();
  await expect(page.getByRole('heading', { name: 'orders-enrichment', level: 1 })).toBeVisible();
  const vertices = page.getByRole('button', { name: /, parallelism \d+, busy / });
  await expect(vertices.filter({ hasText: 'Bottleneck' })).toHaveAccessibleName(/^warehouse: Writer.* busy (9\d|100) %/);
  await expect.poll(() => vertices.count()).toBeGreaterThan(3);
}
