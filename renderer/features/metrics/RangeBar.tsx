import Button from '@cloudscape-design/components/button';
import DateRangePicker from '@cloudscape-design/components/date-range-picker';
import type { DateRangePickerProps } from '@cloudscape-design/components/date-range-picker';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import type { Zone } from '#renderer/charts/moments.ts';
import { formatMillis } from '#shared/units/format.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { Span } from './spans.ts';
import { presets } from './spans.ts';

interface RangeBarProps {
  readonly span: Span;
  readonly range: TimeRange | null;
  readonly isZoomed: boolean;
  readonly isLive: boolean;
  readonly zone: Zone;
  readonly onSpan: (span: Span) => void;
  readonly onZone: (zone: Zone) => void;
  readonly onBack: () => void;
  readonly onLive: () => void;
}

const CUSTOM = 'custom';

/** Which time the charts show, and in whose. */
export function RangeBar({ span, range, isZoomed, isLive, zone, onSpan, onZone, onBack, onLive }: RangeBarProps) {
  const preset = span.kind === 'last' && !isZoomed ? String(span.minutes) : CUSTOM;
  return (
    <div className="metric-bar">
      <SegmentedControl
        label="Time range of the charts"
        selectedId={preset}
        onChange={({ detail }) => onSpan({ kind: 'last', minutes: Number(detail.selectedId) })}
        options={presets.map((minutes) => ({ id: String(minutes), text: formatMillis(millis(minutes * MINUTE)) }))}
      />
      <DateRangePicker
        value={pickedOf(preset === CUSTOM ? range : null)}
        onChange={({ detail: { value } }) => {
          const picked = spanOf(value);
          if (picked !== null) onSpan(picked);
        }}
        rangeSelectorMode="absolute-only"
        relativeOptions={[]}
        isValidRange={(value) =>
          spanOf(value) === null ? { valid: false, errorMessage: 'Choose a beginning and a later end.' } : { valid: true }
        }
        placeholder="From … to …"
        showClearButton={false}
        timeInputFormat="hh:mm"
        absoluteFormat="long-localized"
        hideTimeOffset
        getTimeOffset={(date) => (zone === 'utc' ? 0 : -date.getTimezoneOffset())}
        ariaLabel="From one moment to another"
      />
      <SegmentedControl
        label="Time zone"
        selectedId={zone}
        onChange={({ detail }) => onZone(detail.selectedId === 'utc' ? 'utc' : 'local')}
        options={[
          { id: 'local', text: 'Local' },
          { id: 'utc', text: 'UTC' },
        ]}
      />
      {isZoomed && (
        <Button iconName="undo" onClick={onBack}>
          Back
        </Button>
      )}
      {isLive ? (
        <StatusIndicator type="success">Live</StatusIndicator>
      ) : (
        <Button iconName="caret-right-filled" onClick={onLive}>
          Live
        </Button>
      )}
    </div>
  );
}

const pickedOf = (range: TimeRange | null): DateRangePickerProps.Value | null =>
  range === null
    ? null
    : { type: 'absolute', startDate: new Date(range.from).toISOString(), endDate: new Date(range.to).toISOString() };

function spanOf(value: DateRangePickerProps.Value | null): Span | null {
  if (value?.type !== 'absolute') return null;
  const [from, to] = [Date.parse(value.startDate), Date.parse(value.endDate)];
  return from < to ? { kind: 'absolute', from: millis(from), to: millis(to) } : null;
}
