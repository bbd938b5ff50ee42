import type { Look } from '../store/useLook.ts';

export const themeWords = { auto: 'As the system', light: 'Light', dark: 'Dark' } as const satisfies Record<
  Look['theme'],
  string
>;

export const densityWords = { comfortable: 'Comfortable', compact: 'Compact' } as const satisfies Record<Look['density'], string>;
