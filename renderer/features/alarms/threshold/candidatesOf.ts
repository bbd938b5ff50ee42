import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import type { AlarmDetail } from '#shared/model/alarms/status.ts';
import type { Threshold } from '#shared/model/alarms/threshold.ts';
import type { Candidate } from './chart/candidates.ts';
import { CURRENT_COLOUR, DRAFT_COLOUR, KEPT_COLOURS } from './chart/candidates.ts';
import { isSame } from './draft.ts';

export type Rule = Pick<Candidate, 'datapointsToAlarm' | 'evaluationPeriods'>;

/** An earlier draft that is compared on; `place`: which colour it has. */
export interface Kept {
  readonly place: number;
  readonly threshold: Threshold;
}

/** What is drawn and tried: what holds now, the draft where it is another, and what was kept. */
export function candidatesOf(
  alarm: AlarmEntry,
  { threshold, definition }: Pick<AlarmDetail, 'threshold' | 'definition'>,
  draft: Threshold | null,
  kept: readonly Kept[],
  rules: Readonly<Record<string, Rule>>,
): readonly Candidate[] {
  const { datapointsToAlarm, evaluationPeriods } = definition ?? alarm;
  const make = (id: string, name: string, colour: string, of: Threshold): Candidate => ({
    id,
    name,
    colour,
    threshold: of,
    isCurrent: id === 'current',
    ...(rules[id] ?? { datapointsToAlarm, evaluationPeriods }),
  });
  return [
    ...(threshold === null ? [] : [make('current', 'Now', CURRENT_COLOUR, threshold)]),
    ...(draft === null || isSame(draft, threshold) ? [] : [make('draft', 'Draft', DRAFT_COLOUR, draft)]),
    ...kept.map(({ place, threshold: of }) =>
      make(`kept-${place}`, `Kept ${place + 1}`, KEPT_COLOURS[place] ?? DRAFT_COLOUR, of),
    ),
  ];
}

/** The first colour that none of the kept ones has; null: there is none left. */
export function freePlace(kept: readonly Kept[]): number | null {
  const place = KEPT_COLOURS.findIndex((_colour, i) => kept.every((each) => each.place !== i));
  return place === -1 ? null : place;
}
