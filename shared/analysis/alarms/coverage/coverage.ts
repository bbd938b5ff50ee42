import type { AlarmEntry } from '../../../catalogue/alarms/alarmEntry.ts';
import type { Alarm } from '../../../model/alarm.ts';
import type { AlarmCoverage, AlarmFault, FoundFault } from '../../../model/alarms/status.ts';
import type { AlarmSubject } from '../../../model/alarms/subject.ts';
import type { Threshold } from '../../../model/alarms/threshold.ts';
import { seriesKey } from '../../../model/metric.ts';
import { aboutOf } from './about.ts';
import { checkNames } from './checkNames.ts';
import { checkStatistic } from './checkStatistic.ts';
import { checkActions, checkComparison, checkExpression, checkMissing } from './checkTelling.ts';
import { checkThreshold } from './checkThreshold.ts';
import { checkEvaluation, checkPeriod } from './checkTiming.ts';
import type { Judged } from './judged.ts';
import { readAlarm } from './reading.ts';
import type { Watch } from '../watch.ts';

export interface CoverageQuestion {
  readonly alarm: AlarmEntry;
  readonly subject: AlarmSubject;
  readonly watch: Watch;
  /** The threshold that holds; null: not known yet. */
  readonly threshold: Threshold | null;
  /** The account's alarms about this application (`Alarm.applications` has its name). */
  readonly alarms: readonly Alarm[];
}

export interface Coverage {
  readonly coverage: AlarmCoverage;
  readonly reason: string | null;
  /** Alarms that are about the same thing, the right ones first, with what is wrong with each. */
  readonly matched: readonly { readonly alarm: Alarm; readonly faults: readonly FoundFault[] }[];
}

/** In this order: what makes it no alarm at all comes first. */
const checks = [
  checkNames,
  checkExpression,
  checkComparison,
  checkStatistic,
  checkPeriod,
  checkThreshold,
  checkMissing,
  checkEvaluation,
  checkActions,
] as const;

/** Whether the account has a recommended alarm for an application, and whether it is right (guide pp. 443-453). */
export function judgeCoverage(question: CoverageQuestion): Coverage {
  const { watch } = question;
  const judged = question.alarms.flatMap((alarm) => {
    const read = readAlarm(alarm);
    const about = aboutOf(question.alarm, question.subject, read);
    return about === null ? [] : [{ ...question, entry: question.alarm, read, about }];
  });
  const matched = withSources(
    watch,
    judged.map((each) => ({ ...each, faults: checks.flatMap((check) => check(each)) })),
  )
    .map(({ read, faults }) => ({ alarm: read.alarm, faults }))
    .sort((a, b) => weightOf(a.faults) - weightOf(b.faults) || (a.alarm.name < b.alarm.name ? -1 : 1));
  if (watch.kind !== 'watched') return { coverage: watch.kind, reason: watch.reason, matched };
  const [best] = matched;
  const coverage = best === undefined ? 'missing' : best.faults.length === 0 ? 'covered' : 'wrong';
  return { coverage, reason: null, matched };
}

interface Found extends Judged {
  readonly faults: readonly FoundFault[];
}

/** Several sources may have an alarm each: only together they are the one that looks at all. */
function withSources(watch: Watch, found: readonly Found[]): readonly Found[] {
  if (watch.kind !== 'watched') return found;
  const wanted = watch.queries.flatMap(({ series }) => (series === null ? [] : [series.name]));
  if (found[0]?.entry.watching.kind !== 'lag' || wanted.length < 2) return found;
  const keysOf = ({ about }: Found): readonly string[] => about.watched.map(({ name }) => seriesKey(name));
  const seen = new Set(found.filter(({ faults }) => faults.length === 0).flatMap(keysOf));
  const unseen = wanted.filter((name) => !seen.has(seriesKey(name)));
  if (unseen.length === 0) return found;
  return found.map((each) => {
    const own = new Set(keysOf(each));
    const without = wanted.filter((name) => !own.has(seriesKey(name)));
    if (without.length === 0) return each;
    const names = without
      .slice(0, 4)
      .map(({ dimensions }) => dimensions['Id'] ?? dimensions['Topic'] ?? Object.values(dimensions).join(' '));
    const fault: FoundFault = {
      fault: 'expression',
      text: `It looks at ${own.size} of ${wanted.length} sources: not at ${names.join(', ')}${without.length > 4 ? ` and ${without.length - 4} more` : ''}.`,
      remedy: 'Compare the largest lag of all, MAX([m1, m2, …]), or make an alarm for each.',
    };
    return { ...each, faults: [...each.faults, fault] };
  });
}

/** What can never fire is worse than what fires wrongly; that is worse than what nobody is told of. */
const weights: Readonly<Record<AlarmFault, number>> = {
  'no-such-metric': 50,
  'no-such-dimension': 50,
  comparison: 40,
  'raw-counter': 30,
  expression: 30,
  threshold: 20,
  statistic: 10,
  'missing-data': 8,
  period: 5,
  evaluation: 5,
  'actions-disabled': 3,
  'no-action': 2,
};

const weightOf = (faults: readonly FoundFault[]): number => faults.reduce((sum, { fault }) => sum + weights[fault], 0);
