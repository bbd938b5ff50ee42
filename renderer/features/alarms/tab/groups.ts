import type { AlarmDetail } from '#shared/model/alarms/status.ts';
import { isFiring, isGap } from '../words/sight.ts';

export interface AlarmGroup {
  readonly id: 'firing' | 'attention' | 'unknown' | 'covered' | 'not-applicable';
  readonly title: string;
  readonly details: readonly AlarmDetail[];
}

const titles: Readonly<Record<AlarmGroup['id'], string>> = {
  firing: 'Firing',
  attention: 'Needs attention',
  unknown: 'Coverage not known',
  covered: 'Covered',
  'not-applicable': 'Not applicable',
};

const groupOf = ({ cell }: AlarmDetail): AlarmGroup['id'] => {
  if (cell.coverage === 'not-applicable') return 'not-applicable';
  if (isFiring(cell)) return 'firing';
  if (isGap(cell)) return 'attention';
  return cell.coverage === 'unknown' ? 'unknown' : 'covered';
};

/** The alarms of an application, the most pressing first; groups without any are left out. */
export const groupsOf = (details: readonly AlarmDetail[]): readonly AlarmGroup[] =>
  (['firing', 'attention', 'unknown', 'covered', 'not-applicable'] as const)
    .map((id) => ({ id, title: titles[id], details: details.filter((detail) => groupOf(detail) === id) }))
    .filter(({ details }) => details.length > 0);
