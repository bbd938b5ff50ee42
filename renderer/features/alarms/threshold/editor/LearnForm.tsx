import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
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
  const [percentile, setPercentile] = useState(String(alarm.learning?.percentile ?? ''));
  const [margin, setMargin] = useState(String(Number((alarm.learning?.margin ?? 1).toFixed(2))));
  const [byHour, setByHour] = useState(alarm.learning?.byHour ?? false);
  const wrongPercentile = outside(percentile, 50, 100);
  const wrongMargin = outside(margin, 1, 10);
  const { asking, answer, error, learn, stop } = learning;
  const ask = (): void => {
    if (learn === null || wrongPercentile !== null || wrongMargin !== null) return;
    learn(span, { percentile: Number(percentile), margin: Number(margin), byHour });
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
        <Checkbox checked={byHour} onChange={({ detail }) => setByHour(detail.checked)}>
          By hour
        </Checkbox>
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
