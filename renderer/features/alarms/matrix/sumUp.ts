import type { AlarmCell } from '#shared/model/alarms/status.ts';
import { isFiring } from '../words/sight.ts';

export interface AlarmCounts {
  readonly covered: number;
  readonly wrong: number;
  readonly missing: number;
  /** Whose coverage is not known. */
  readonly unknown: number;
  readonly firing: number;
  /** Covered, of those that apply and are known, 0…1; null: none is. */
  readonly share: number | null;
}

/** What cells come to. What does not apply counts nowhere; what is not known is no gap. */
export function countCells(cells: readonly AlarmCell[]): AlarmCounts {
  const of = (coverage: AlarmCell['coverage']): number => cells.filter((cell) => cell.coverage === coverage).length;
  const [covered, wrong, missing] = [of('covered'), of('wrong'), of('missing')];
  const known = covered + wrong + missing;
  return {
    covered,
    wrong,
    missing,
    unknown: of('unknown'),
    firing: cells.filter(isFiring).length,
    share: known === 0 ? null : covered / known,
  };
}
