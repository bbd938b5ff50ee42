import { useMemo } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import type { Zone } from '#renderer/charts/moments.ts';
import { formatMoment } from '#renderer/charts/moments.ts';
import { Trouble } from '#renderer/ui/Trouble.tsx';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import { RangeField } from '../RangeField.tsx';
import type { Candidate } from '../chart/candidates.ts';
import { completeWords } from '../completeWords.ts';
import type { Span } from '../spans.ts';
import { CandidateTable } from './CandidateTable.tsx';
import { FiringTable } from './FiringTable.tsx';
import { IncidentTable } from './IncidentTable.tsx';
import type { TrialStudy } from './tried.ts';
import { askedCandidates, trialWords, triedCandidates } from './tried.ts';

export interface BacktestViewProps {
  readonly alarm: AlarmEntry;
  readonly candidates: readonly Candidate[];
  readonly study: TrialStudy;
  readonly span: Span;
  readonly zone: Zone;
  readonly onSpan: (span: Span) => void;
  /** Null while there is nothing to try, or the connection's time is not known. */
  readonly onRun: (() => void) | null;
  readonly onRule: (id: string, rule: Pick<Candidate, 'datapointsToAlarm' | 'evaluationPeriods'>) => void;
  /** Null: no more can be kept. */
  readonly onKeep: (() => void) | null;
  readonly onDrop: (id: string) => void;
}

/** Thresholds tried on the past: how often each would have fired, how long before each incident, how often for nothing. */
export function BacktestView(props: BacktestViewProps) {
  const { alarm, candidates, study, span, zone, onSpan, onRun, onRule, onKeep, onDrop } = props;
  const { asking, answer, error, stop } = study;
  const tried = triedCandidates(candidates, answer);
  const asked = useMemo(() => askedCandidates(alarm, candidates, answer?.question.candidates ?? []), [alarm, candidates, answer]);
  const range = asking?.question ?? answer?.question.question ?? null;
  return (
    <SpaceBetween size="s">
      <div className="threshold-run">
        <RangeField label="Tried on" span={span} zone={zone} onChange={onSpan} />
        <Button onClick={() => onRun?.()} loading={asking !== null} loadingText="Trying" disabled={onRun === null}>
          Run back-test
        </Button>
        {asking !== null && (
          <Button variant="link" onClick={stop}>
            Stop
          </Button>
        )}
        {onKeep !== null && (
          <Button variant="link" iconName="add-plus" onClick={onKeep}>
            Keep the draft to compare
          </Button>
        )}
      </div>
      <CandidateTable alarm={alarm} tried={tried} onRule={onRule} onDrop={onDrop} />
      {asking !== null && range !== null && (
        <Box color="text-body-secondary">
          <Spinner /> Reading {formatMoment(range.from, zone)} to {formatMoment(range.to, zone)}; what is not kept is asked of the
          service.
        </Box>
      )}
      {error !== null && <Trouble type="error" header="The back-test could not be run" error={error} nextTry={null} />}
      {answer !== null && (
        <SpaceBetween size="s">
          <div aria-live="polite">
            {tried.map((each) => (
              <div key={each.candidate.id}>{trialWords(each, answer.value.incidents)}</div>
            ))}
          </div>
          <Box color="text-body-secondary" fontSize="body-s">
            {formatMoment(answer.question.question.from, zone)} to {formatMoment(answer.question.question.to, zone)}.{' '}
            {completeWords(answer.value.complete)}
          </Box>
          {answer.value.unread !== undefined && (
            <Trouble type="warning" header="Tried on what is kept alone" error={answer.value.unread} nextTry={null} />
          )}
          <IncidentTable asked={asked} value={answer.value} zone={zone} />
          <FiringTable asked={asked} value={answer.value} zone={zone} />
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}
