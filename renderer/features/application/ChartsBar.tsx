import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Zone } from '#renderer/charts/moments.ts';
import { ZoneControl } from '#renderer/ui/ZoneControl.tsx';
import type { RangeMinutes } from './ranges.ts';
import { rangeMinutes, ranges } from './ranges.ts';

export type ChartView = 'charts' | 'table';

interface ChartsBarProps {
  readonly minutes: RangeMinutes;
  readonly onMinutes: (minutes: RangeMinutes) => void;
  /** The chosen range has not come yet. */
  readonly changing: boolean;
  readonly zone: Zone;
  readonly onZone: (zone: Zone) => void;
  readonly view: ChartView;
  readonly onView: (view: ChartView) => void;
}

/** How much time the charts show, in whose time, and whether as a table. */
export function ChartsBar({ minutes, onMinutes, changing, zone, onZone, view, onView }: ChartsBarProps) {
  return (
    <SpaceBetween direction="horizontal" size="s" alignItems="center">
      {changing && <StatusIndicator type="loading">Reading</StatusIndicator>}
      <SegmentedControl
        label="Time range of the charts"
        selectedId={String(minutes)}
        onChange={({ detail }) => onMinutes(rangeMinutes.parse(Number(detail.selectedId)))}
        options={ranges.map((range) => ({ id: String(range.minutes), text: range.text }))}
      />
      <ZoneControl zone={zone} onZone={onZone} />
      <SegmentedControl
        label="Show the metrics as"
        selectedId={view}
        onChange={({ detail }) => onView(detail.selectedId === 'table' ? 'table' : 'charts')}
        options={[
          { id: 'charts', text: 'Charts' },
          { id: 'table', text: 'Table' },
        ]}
      />
    </SpaceBetween>
  );
}
