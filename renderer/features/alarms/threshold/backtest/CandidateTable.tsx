import Button from '@cloudscape-design/components/button';
import Table from '@cloudscape-design/components/table';
import type { TableProps } from '@cloudscape-design/components/table';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import { UNKNOWN } from '#shared/units/format.ts';
import { firesAt } from '../figureWords.ts';
import { Key } from '../chart/ChartLegend.tsx';
import { RuleFields } from './RuleFields.tsx';
import type { BacktestViewProps } from './BacktestView.tsx';
import type { TrialResult, TriedCandidate } from './tried.ts';
import { falseAlarms, shareWords } from './tried.ts';

interface CandidateTableProps extends Pick<BacktestViewProps, 'onRule' | 'onDrop'> {
  readonly alarm: AlarmEntry;
  readonly tried: readonly TriedCandidate[];
}

/** The thresholds that are compared, and what each would have done. */
export const CandidateTable = ({ alarm, tried, onRule, onDrop }: CandidateTableProps) => (
  <Table
    variant="embedded"
    contentDensity="compact"
    items={tried}
    trackBy={({ candidate }) => candidate.id}
    columnDefinitions={columns(alarm, { onRule, onDrop })}
    ariaLabels={{ tableLabel: 'Thresholds that are compared' }}
    empty="There is no threshold to try yet: learn one, or choose one."
  />
);

const figure = (result: TrialResult | null, of: (result: TrialResult) => string): string =>
  result === null ? UNKNOWN : of(result);

function columns(
  alarm: AlarmEntry,
  { onRule, onDrop }: Pick<BacktestViewProps, 'onRule' | 'onDrop'>,
): TableProps.ColumnDefinition<TriedCandidate>[] {
  return [
    {
      id: 'name',
      header: 'Threshold',
      isRowHeader: true,
      cell: ({ candidate: { id, name, colour, isCurrent, threshold } }) => (
        <span className="threshold-candidate">
          <Key colour={colour} kind={isCurrent ? 'dashed' : 'line'} />
          {name} <b>{firesAt(threshold.value, alarm)}</b>
          {threshold.basis !== 'guide' && threshold.hours !== null && ' by hour'}
          {id.startsWith('kept') && (
            <Button variant="inline-icon" iconName="close" ariaLabel={`Compare ${name} no longer`} onClick={() => onDrop(id)} />
          )}
        </span>
      ),
    },
    {
      id: 'rule',
      header: 'M of N',
      cell: ({ candidate }) => <RuleFields candidate={candidate} onRule={onRule} />,
    },
    { id: 'fired', header: 'Fired', cell: ({ result }) => figure(result, ({ firings }) => String(firings.length)) },
    { id: 'share', header: 'In ALARM', cell: ({ result }) => figure(result, shareWords) },
    { id: 'flaps', header: 'Flaps', cell: ({ result }) => figure(result, ({ flaps }) => String(flaps)) },
    { id: 'false', header: 'False alarms', cell: ({ result }) => figure(result, (each) => String(falseAlarms(each))) },
  ];
}
