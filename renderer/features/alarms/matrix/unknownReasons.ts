import type { AlarmRow } from '#shared/model/alarms/status.ts';

/** Why nothing is covered as far as is known: reasons that hold for every alarm that applies, of every application. */
export function unknownReasons(rows: readonly AlarmRow[]): readonly string[] {
  const cells = rows.flatMap(({ cells }) => cells).filter(({ coverage }) => coverage !== 'not-applicable');
  if (cells.length === 0 || cells.some(({ coverage }) => coverage !== 'unknown')) return [];
  return [...new Set(cells.map(({ reason }) => reason).filter((reason) => reason !== null))];
}
