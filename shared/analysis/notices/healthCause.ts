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

/** What to do first about a cause; null: it depends. */
export const firstStep = (cause: string): string | null => recommendedAlarms.find((each) => each.cause === cause)?.remedy ?? null;
