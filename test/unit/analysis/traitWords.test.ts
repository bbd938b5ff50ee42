import { expect, it } from 'vitest';
import type { SharedTrait } from '#shared/analysis/skew/sharedAttribute.ts';
import { traitWords } from '#shared/analysis/skew/skewWords.ts';

const trait: SharedTrait = {
  attribute: 'host',
  value: 'a',
  they: 'run on host a',
  it: 'runs on host a',
  slowWith: 1,
  slowWithout: 0,
  othersWith: 0,
  othersWithout: 3,
  precision: 1,
  recall: 1,
  chance: 1,
  explains: false,
};

it('says in plain words what sharing a trait proves', () => {
  expect(traitWords(trait)).toBe('Proves nothing: chance alone would do so every time');
  expect(traitWords({ ...trait, chance: 0.35 })).toBe('Proves nothing: chance alone would do so 35 % of the time');
  const several = { ...trait, slowWith: 8 };
  expect(traitWords({ ...several, chance: 0.025, explains: true })).toBe('Explains them: chance alone would do so 1 time in 40');
  expect(traitWords({ ...several, chance: 0.0001, othersWith: 9 })).toBe('Hardly chance, but too many others have it');
  expect(traitWords({ ...several, chance: 0.0001, slowWithout: 9 })).toBe('Hardly chance, but too few of the slow ones have it');
});
