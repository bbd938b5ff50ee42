import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Zone } from '#renderer/charts/moments.ts';
import { Trouble } from '#renderer/ui/Trouble.tsx';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import type { LearnQuestion, LearnedThreshold } from '#shared/model/alarms/backtest.ts';
import { RangeField } from '../RangeField.tsx';
import { completeWords } from '../completeWords.ts';
import type { Span } from '../spans.ts';
import { lastWeek } from '../spans.ts';
import type { Study } from '../useStudy.ts';

export type LearnPolicy = Pick<LearnQuestion, 'percentile' | 'margin' | 'byHour'>;

export interface LearnStudy extends Study<LearnQuestion, LearnedThreshold> {
  /** Null while the connection's time is not known. */
  readonly learn: ((span: Span, policy: LearnPolicy) => void) | null;
}

interface LearnFormProps {
  readonly alarm: AlarmEntry;
  readonly learning: LearnStudy;
  readonly zone: Zone;
}

/** Which time counts as normal, and how a threshold is made of it. */
export function LearnForm({ alarm, learning, zone }: LearnFormProps) {
  const [span, setSpan] = useState<Span>(lastWeek);
  const usual = usualPolicy(alarm);
  const [percentile, setPercentile] = useState(usual.percentile);
  const [margin, setMargin] = useState(usual.margin);
  const [byHour, setByHour] = useState(usual.byHour);
  const wrongPercentile = outside(percentile, 50, 100);
  const wrongMargin = outside(margin, 1, 10);
  const { asking, answer, error, learn, stop } = learning;
  const ask = (): void => {
    if (learn === null || wrongPercentile !== null || wrongMargin !== null) return;
    learn(span, {
      // What was left as it is, is the alarm's own, in full length.
      percentile: percentile === usual.percentile ? null : Number(percentile),
      margin: margin === usual.margin ? null : Number(margin),
      byHour: byHours.find(({ value }) => value === byHour)?.means ?? null,
    });
  };
  return (
    <SpaceBetween size="s">
      <div className="threshold-learn">
        <RangeField label="Normal period" span={span} zone={zone} onChange={setSpan} />
        <FormField label="Percentile" {...(wrongPercentile === null ? {} : { errorText: wrongPercentile })}>
          <Input
            value={percentile}
            inputMode="decimal"
            invalid={wrongPercentile !== null}
            onChange={({ detail }) => setPercentile(detail.value)}
            onKeyDown={({ detail }) => detail.key === 'Enter' && ask()}
          />
        </FormField>
        <FormField label="Margin (×)" {...(wrongMargin === null ? {} : { errorText: wrongMargin })}>
          <Input
            value={margin}
            inputMode="decimal"
            invalid={wrongMargin !== null}
            onChange={({ detail }) => setMargin(detail.value)}
            onKeyDown={({ detail }) => detail.key === 'Enter' && ask()}
          />
        </FormField>
        <FormField label="By hour">
          <Select
            options={byHours.filter(({ value }) => value !== MATTERS || usual.byHour === MATTERS)}
            selectedOption={byHours.find(({ value }) => value === byHour) ?? null}
            onChange={({ detail }) => setByHour(detail.selectedOption.value ?? usual.byHour)}
          />
        </FormField>
      </div>
      <SpaceBetween size="xs" direction="horizontal" alignItems="center">
        <Button
          onClick={ask}
          loading={asking !== null}
          loadingText="Learning"
          disabled={learn === null || wrongPercentile !== null || wrongMargin !== null}
        >
          Learn
        </Button>
        {asking !== null && (
          <Button variant="link" onClick={stop}>
            Stop
          </Button>
        )}
        <Box color="text-body-secondary" fontSize="body-s">
          Incidents and deployments are left out by themselves.
        </Box>
      </SpaceBetween>
      <div aria-live="polite">
        {error !== null && <Trouble type="error" header="Nothing could be learned" error={error} nextTry={null} />}
        {answer !== null && error === null && <Learned learned={answer.value} />}
      </div>
    </SpaceBetween>
  );
}

const MATTERS = 'matters';
const byHours = [
  { value: MATTERS, label: 'If it matters', means: null },
  { value: 'yes', label: 'Yes', means: true },
  { value: 'no', label: 'No', means: false },
];

/** What the catalogue says of the alarm, as the fields show it. */
const usualPolicy = ({ learning }: AlarmEntry) => ({
  percentile: learning === null ? '' : String(learning.percentile),
  margin: learning === null ? '' : String(Number(learning.margin.toFixed(2))),
  byHour: learning?.byHour === true ? MATTERS : 'no',
});

function Learned({ learned: { threshold, why, complete, unread } }: { readonly learned: LearnedThreshold }) {
  return (
    <SpaceBetween size="xs">
      {threshold === null ? (
        <Alert type="info" header="Not enough to learn from">
          {why}
        </Alert>
      ) : (
        <Box fontSize="body-s">{why}</Box>
      )}
      <Box color="text-body-secondary" fontSize="body-s">
        {completeWords(complete)}
      </Box>
      {unread !== undefined && <Trouble type="warning" header="Learned from what is kept alone" error={unread} nextTry={null} />}
    </SpaceBetween>
  );
}

/** Why a text is no figure between two; null: it is one. */
function outside(text: string, least: number, most: number): string | null {
  const value = Number(text);
  return text.trim() === '' || !(value >= least && value <= most) ? `${least} to ${most}` : null;
}
