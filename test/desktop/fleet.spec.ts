import { test } from './desktop.ts';
import { lookAround } from './onCall.ts';

test('the fleet appears and moves, and the sick application shows where it is sick', async ({ open }) => {
  const { page } = await open();
  await lookAround(page);
});
