import { useCallback } from 'react';
import { useCall } from '#renderer/store/useCall.ts';
import { useNow } from '#renderer/store/useNow.ts';
import type { Backtest, LearnQuestion, LearnedThreshold } from '#shared/model/alarms/backtest.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Trial, TrialStudy } from './backtest/tried.ts';
import type { Candidate } from './chart/candidates.ts';
import type { LearnStudy } from './editor/LearnForm.tsx';
import type { Span } from './spans.ts';
import { rangeOf } from './spans.ts';
import { useStudy } from './useStudy.ts';

export interface ThresholdStudies {
  readonly learning: LearnStudy;
  readonly trial: TrialStudy;
  /** Null while the connection's time is not known. */
  readonly run: ((span: Span, candidates: readonly Candidate[]) => void) | null;
}

/** The two questions that the engine answers about a threshold: what the past suggests, and what thresholds would have done in it. */
export function useThresholdStudies(
  ref: ApplicationRef,
  alarm: RecommendedAlarmId,
  onAsk: (study: 'learned' | 'tried') => void,
): ThresholdStudies {
  const call = useCall();
  const now = useNow(ref.connection);
  const learning = useStudy<LearnQuestion, LearnedThreshold>(useCallback((question) => call('alarms.learn', question), [call]));
  const trial = useStudy<Trial, Backtest>(useCallback(({ question }) => call('alarms.backtest', question), [call]));
  return {
    learning: {
      ...learning,
      learn:
        now === null
          ? null
          : (span, policy) => {
              onAsk('learned');
              learning.ask({ ref, alarm, ...rangeOf(span, now), ...policy });
            },
    },
    trial,
    run:
      now === null
        ? null
        : (span, candidates) => {
            onAsk('tried');
            const asked = candidates.map(({ threshold, evaluationPeriods, datapointsToAlarm }) => ({
              threshold,
              evaluationPeriods,
              datapointsToAlarm,
            }));
            trial.ask({ question: { ref, alarm, ...rangeOf(span, now), candidates: asked }, candidates });
          },
  };
}
