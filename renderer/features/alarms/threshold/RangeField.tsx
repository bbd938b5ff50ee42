import DateRangePicker from '@cloudscape-design/components/date-range-picker';
import type { DateRangePickerProps } from '@cloudscape-design/components/date-range-picker';
import FormField from '@cloudscape-design/components/form-field';
import type { Zone } from '#renderer/charts/moments.ts';
import { DAY, HOUR, MINUTE, SECOND, millis } from '#shared/units/units.ts';
import type { Span } from './spans.ts';
import { LONGEST, SHORTEST, presets } from './spans.ts';

interface RangeFieldProps {
  readonly label: string;
  readonly span: Span;
  readonly zone: Zone;
  readonly onChange: (span: Span) => void;
}

/** Which stretch of the past is asked about: the last so many days, or from one moment to another. */
export const RangeField = ({ label, span, zone, onChange }: RangeFieldProps) => (
  <FormField label={label}>
    <DateRangePicker
      value={valueOf(span)}
      onChange={({ detail: { value } }) => {
        const picked = spanOf(value);
        if (picked !== null) onChange(picked);
      }}
      relativeOptions={presets.map((length) => relativeOf(length))}
      isValidRange={(value) =>
        spanOf(value) === null
          ? { valid: false, errorMessage: 'Choose a beginning and a later end: at least one hour, at most 63 days.' }
          : { valid: true }
      }
      showClearButton={false}
      timeInputFormat="hh:mm"
      absoluteFormat="long-localized"
      hideTimeOffset
      getTimeOffset={(date) => (zone === 'utc' ? 0 : -date.getTimezoneOffset())}
      ariaLabel={label}
    />
  </FormField>
);

const lengths: Readonly<Record<DateRangePickerProps.TimeUnit, number>> = {
  second: SECOND,
  minute: MINUTE,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  year: 365 * DAY,
};

const relativeOf = (length: number): DateRangePickerProps.RelativeOption => {
  const unit = length === DAY ? 'hour' : 'day';
  return { type: 'relative', key: String(length), amount: length / lengths[unit], unit };
};

const valueOf = (span: Span): DateRangePickerProps.Value =>
  span.kind === 'last'
    ? relativeOf(span.length)
    : { type: 'absolute', startDate: new Date(span.from).toISOString(), endDate: new Date(span.to).toISOString() };

/** Null where what was picked is no range that can be asked about. */
function spanOf(value: DateRangePickerProps.Value | null): Span | null {
  if (value === null) return null;
  if (value.type === 'relative') {
    const length = millis(value.amount * lengths[value.unit]);
    return length >= SHORTEST && length <= LONGEST ? { kind: 'last', length } : null;
  }
  const [from, to] = [Date.parse(value.startDate), Date.parse(value.endDate)];
  return to - from >= SHORTEST && to - from <= LONGEST ? { kind: 'range', from: millis(from), to: millis(to) } : null;
}
