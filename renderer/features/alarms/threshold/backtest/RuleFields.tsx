import { useState } from 'react';
import Input from '@cloudscape-design/components/input';
import type { Candidate } from '../chart/candidates.ts';
import type { BacktestViewProps } from './BacktestView.tsx';

/** As a question to the engine takes it. */
const MOST = 1440;

/** How many datapoints of how many must breach. What makes no sense is marked, and not tried. */
export function RuleFields({ candidate, onRule }: { readonly candidate: Candidate } & Pick<BacktestViewProps, 'onRule'>) {
  const { id, name, datapointsToAlarm, evaluationPeriods } = candidate;
  return (
    <span className="threshold-rule">
      <CountField
        label={`${name}: datapoints to alarm`}
        value={datapointsToAlarm}
        most={evaluationPeriods}
        onChange={(next) => onRule(id, { datapointsToAlarm: next, evaluationPeriods })}
      />
      of
      <CountField
        label={`${name}: evaluation periods`}
        value={evaluationPeriods}
        most={MOST}
        onChange={(next) => onRule(id, { datapointsToAlarm: Math.min(datapointsToAlarm, next), evaluationPeriods: next })}
      />
    </span>
  );
}

interface CountFieldProps {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

function CountField({ label, value, most, onChange }: CountFieldProps) {
  /** What is typed, until it is left. */
  const [text, setText] = useState<string | null>(null);
  const isCount = (typed: string): boolean => /^\d+$/.test(typed) && Number(typed) >= 1 && Number(typed) <= most;
  return (
    <Input
      value={text ?? String(value)}
      inputMode="numeric"
      ariaLabel={text !== null && !isCount(text) ? `${label}, 1 to ${most}` : label}
      invalid={text !== null && !isCount(text)}
      onChange={({ detail }) => {
        setText(detail.value);
        if (isCount(detail.value)) onChange(Number(detail.value));
      }}
      onBlur={() => setText(null)}
    />
  );
}
