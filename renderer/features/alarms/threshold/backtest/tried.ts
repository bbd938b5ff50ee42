import type { Backtest, BacktestQuestion } from '#shared/model/alarms/backtest.ts';
import { formatMillis } from '#shared/units/format.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { Candidate } from '../chart/candidates.ts';
import { isSame } from '../draft.ts';
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
    const place = answer?.question.candidates.findIndex((each) => isSameTrial(each, candidate)) ?? -1;
    return { candidate, result: answer?.value.results[place] ?? null };
  });
}

const isSameTrial = (one: Candidate, other: Candidate): boolean =>
  one.id === other.id &&
  one.datapointsToAlarm === other.datapointsToAlarm &&
  one.evaluationPeriods === other.evaluationPeriods &&
  isSame(one.threshold, other.threshold);

/** Fires that belong to no known incident. */
export const falseAlarms = ({ firings }: TrialResult): number => firings.filter(({ incident }) => incident === null).length;

/** When it fired beside the beginning of an incident. */
export function leadWords(lead: number | null): string {
  if (lead === null) return 'not at all';
  if (Math.abs(lead) < MINUTE / 2) return 'at its beginning';
  return `${formatMillis(millis(Math.abs(lead)))} ${lead > 0 ? 'before' : 'after'}`;
}

export const timesWords = (count: number): string => (count === 0 ? 'never' : count === 1 ? 'once' : `${count} times`);

/** What it would have done, in a sentence. */
export function trialWords({ candidate, result }: TriedCandidate, incidents: number): string {
  if (result === null) return `${candidate.name}: not tried as it is.`;
  const seen = result.leads.filter((lead) => lead !== null).length;
  const wrong = falseAlarms(result);
  const known = incidents === 0 ? '' : `, for ${seen} of ${incidents} known ${incidents === 1 ? 'incident' : 'incidents'}`;
  const without = wrong === 0 ? '' : `; ${timesWords(wrong)} without a known incident`;
  return `${candidate.name}: fires ${timesWords(result.firings.length)}${known}${without}.`;
}
