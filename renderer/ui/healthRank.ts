import type { Health } from '#shared/model/application.ts';

/** What one does not know may be bad; what does not run cannot be. */
export const worstFirst = ['critical', 'warning', 'unknown', 'ok', 'inactive'] as const satisfies readonly Health['level'][];

export const healthRank = (level: Health['level']): number => worstFirst.indexOf(level);
