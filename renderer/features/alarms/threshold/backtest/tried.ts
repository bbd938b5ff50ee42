import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import type { Backtest, BacktestQuestion, Stretch } from '#shared/model/alarms/backtest.ts';
import { formatMillis, formatRatio } from '#shared/units/format.ts';
import { MINUTE, millis, ratio } from '#shared/units/units.ts';
import type { Candidate } from '../chart/candidates.ts';
import { isSame } from '../draft.ts';
import { firesAt } from '../figureWords.ts';
import type { Study } from '../useStudy.ts';

/** What is asked of the engine, and whose candidates these are. */
export interface Trial {
  readonly question: BacktestQuestion;
  readonly candidates: readonly Candidate[];
}
export type TrialStudy = Study<Trial, Backtest>;
export type TrialResult = Backtest['results'][number];

/** A candidate with what it would have done; null where it was not tried as it is now. */
export interface TriedCandidate {
  readonly candidate: Candidate;
  readonly result: TrialResult | null;
}

export function triedCandidates(candidates: readonly Candidate[], answer: TrialStudy['answer']): readonly TriedCandidate[] {
  return candidates.map((candidate) => {
    const asked = sameAs(answer?.question.candidates ?? [], candidate);
    const place = asked === null ? -1 : (answer?.question.candidates.indexOf(asked) ?? -1);
    return { candidate, result: answer?.value.results[place] ?? null };
  });
}

/** One that was tried, as the tables call it: as what it is now, or, where nothing is compared any more that is as it was, by its threshold. */
export interface Asked {
  readonly candidate: Candidate;
  readonly label: string;
  /** What it was tried as is another threshold by now, or is compared no longer. */
  readonly isEarlier: boolean;
}

export function askedCandidates(
  alarm: AlarmEntry,
  candidates: readonly Candidate[],
  asked: readonly Candidate[],
): readonly Asked[] {
  return asked.map((candidate) => {
    const now = sameAs(candidates, candidate);
    const fires = firesAt(candidate.threshold.value, alarm);
    return now === null
      ? {
          candidate,
          label: `Earlier: ${fires}, ${candidate.datapointsToAlarm} of ${candidate.evaluationPeriods}`,
          isEarlier: true,
        }
      : { candidate: now, label: `${now.name} ${fires}`, isEarlier: false };
  });
}

/** A draft that was saved is what holds now. */
const sameAs = (candidates: readonly Candidate[], wanted: Candidate): Candidate | null =>
  candidates.find((each) => each.id === wanted.id && isSameTrial(each, wanted)) ??
  candidates.find((each) => isSameTrial(each, wanted)) ??
  null;

const isSameTrial = (one: Candidate, other: Candidate): boolean =>
  one.datapointsToAlarm === other.datapointsToAlarm &&
  one.evaluationPeriods === other.evaluationPeriods &&
  isSame(one.threshold, other.threshold);

/** Fires that belong to no known incident. */
export const falseAlarms = ({ firings }: TrialResult): number => firings.filter(({ incident }) => incident === null).length;

/** Whether it fired because of an incident, as far as is known. */
export const firedFor = ({ firings, leads }: TrialResult, place: number): boolean =>
  (leads[place] ?? null) !== null || firings.some(({ incident }) => incident === place);

/** When it fired beside the beginning of an incident. */
export function leadWords(lead: number | null): string {
  if (lead === null) return 'not at all';
  if (Math.abs(lead) < MINUTE / 2) return 'at its beginning';
  return `${formatMillis(millis(Math.abs(lead)))} ${lead > 0 ? 'before' : 'after'}`;
}

/** Of how much time it is a share: what has no figures is in none. */
export const shareWords = ({ share, evaluated }: TrialResult): string =>
  `${formatRatio(ratio(share))}${evaluated === undefined || evaluated <= 0 ? '' : ` of ${formatMillis(evaluated)}`}`;

export const timesWords = (count: number): string => (count === 0 ? 'never' : count === 1 ? 'once' : `${count} times`);

/** What it would have done, in a sentence. */
export function trialWords({ candidate, result }: TriedCandidate, incidents: readonly Stretch[]): string {
  if (result === null) return `${candidate.name}: not tried as it is.`;
  const seen = incidents.filter((_incident, place) => firedFor(result, place)).length;
  const count = incidents.length;
  const wrong = falseAlarms(result);
  const known = count === 0 ? '' : `, for ${seen} of ${count} known ${count === 1 ? 'incident' : 'incidents'}`;
  const without = wrong === 0 ? '' : `; ${timesWords(wrong)} without a known incident`;
  return `${candidate.name}: fires ${timesWords(result.firings.length)}${known}${without}.`;
}
