import Button from '@cloudscape-design/components/button';
import DateRangePicker from '@cloudscape-design/components/date-range-picker';
import type { DateRangePickerProps } from '@cloudscape-design/components/date-range-picker';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import type { Zone } from '#renderer/charts/moments.ts';
import { ZoneControl } from '#renderer/ui/ZoneControl.tsx';
import { formatMillis } from '#shared/units/format.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import type { Span } from './spans.ts';
import { Span as SpanSchema, morePresets, presets } from './spans.ts';

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
  const minutes = span.kind === 'last' && !isZoomed ? span.minutes : null;
  const preset = presets.find((each) => each === minutes)?.toString() ?? CUSTOM;
  return (
    <div className="metric-bar">
      <SegmentedControl
        label="Time range of the charts"
        selectedId={preset}
        onChange={({ detail }) => onSpan({ kind: 'last', minutes: Number(detail.selectedId) })}
        options={presets.map((minutes) => ({ id: String(minutes), text: formatMillis(millis(minutes * MINUTE)) }))}
      />
      <DateRangePicker
        value={preset !== CUSTOM ? null : minutes === null ? pickedOf(range) : relativeOf(minutes)}
        onChange={({ detail: { value } }) => {
          const picked = spanOf(value);
          if (picked !== null) onSpan(picked);
        }}
        relativeOptions={morePresets.map((each) => relativeOf(each))}
        isValidRange={(value) =>
          spanOf(value) === null
            ? { valid: false, errorMessage: 'Choose a beginning and a later end, or at least five minutes.' }
            : { valid: true }
        }
        placeholder="Other range"
        showClearButton={false}
        timeInputFormat="hh:mm"
        absoluteFormat="long-localized"
        hideTimeOffset
        getTimeOffset={(date) => (zone === 'utc' ? 0 : -date.getTimezoneOffset())}
        ariaLabel="Other range"
      />
      <ZoneControl zone={zone} onZone={onZone} />
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

const relativeOf = (minutes: number): DateRangePickerProps.RelativeOption => {
  const unit = minutes % 1440 === 0 ? 'day' : minutes % 60 === 0 ? 'hour' : 'minute';
  return { type: 'relative', key: String(minutes), amount: minutes / unitMinutes[unit], unit };
};

const unitMinutes: Readonly<Record<DateRangePickerProps.TimeUnit, number>> = {
  second: 1 / 60,
  minute: 1,
  hour: 60,
  day: 1440,
  week: 10_080,
  month: 43_200,
  year: 525_600,
};

/** Null where what was picked is no range that can be shown. */
function spanOf(value: DateRangePickerProps.Value | null): Span | null {
  if (value === null) return null;
  if (value.type === 'relative') {
    const read = SpanSchema.safeParse({ kind: 'last', minutes: Math.round(value.amount * unitMinutes[value.unit]) });
    return read.success ? read.data : null;
  }
  const [from, to] = [Date.parse(value.startDate), Date.parse(value.endDate)];
  return from < to ? { kind: 'absolute', from: millis(from), to: millis(to) } : null;
}
