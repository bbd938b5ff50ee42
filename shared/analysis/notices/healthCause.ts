import type { AlarmEntry } from '../../catalogue/alarms/alarmEntry.ts';
import { recommendedAlarms } from '../../catalogue/alarms/alarms.ts';

/** How the reasons of health begin, and which cause of the recommended alarms each is of. */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^(The job (has been|was) down|Restarted |The job (is restarting|is failing|failed))/, 'down'],
  [/^(Behind by |Has read nothing)/, 'throughput'],
  [/checkpoint/i, 'checkpoints'],
  [/^CPU at /, 'cpu'],
  [/^Heap at /, 'memory'],
];

/** What health alone says. */
export const HEALTH = 'health';

/** Of which cause a reason of health is. Reasons are sentences: health does not say more of itself. */
export const causeOfReason = (reason: string): string => beginnings.find(([begins]) => begins.test(reason))?.[1] ?? HEALTH;

/** Checkpoints that take long, and do not fail: backpressure does that, so that it is a cause of its own here. */
export const SLOW_CHECKPOINTS = 'slow-checkpoints';
/** Checkpoints that fail, or do not come about. */
export const CHECKPOINTS = 'checkpoints';

/** Of which cause an alarm is. */
export const causeOfAlarm = ({ id, cause }: AlarmEntry): string => (id === 'checkpoint-duration-high' ? SLOW_CHECKPOINTS : cause);

/** What to do first about a cause; null: it depends. */
export const firstStep = (cause: string): string | null =>
  recommendedAlarms.find((each) => causeOfAlarm(each) === cause)?.remedy ?? null;
