import { useState } from 'react';
import DateInput from '@cloudscape-design/components/date-input';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import TimeInput from '@cloudscape-design/components/time-input';
import { formatMoment } from '#renderer/charts/moments.ts';
import { useLiveNow } from '#renderer/store/useNow.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { HOUR, millis } from '#shared/units/units.ts';
import type { SnoozeLength } from './until.ts';
import { fieldsOf, lengthWords, lengths, untilOf } from './until.ts';
import { useSnoozes } from './useSnoozes.ts';

interface SnoozeDialogProps {
  readonly applicationRef: ApplicationRef;
  readonly name: string;
  /** Null: every alarm of the application. */
  readonly alarm: RecommendedAlarmId | null;
  readonly onClose: () => void;
}

/** Keeps an alarm from notifying for a while, and says why. */
export function SnoozeDialog({ applicationRef: ref, name, alarm, onClose }: SnoozeDialogProps) {
  const now = useLiveNow(ref.connection) ?? millis(0);
  const { begin } = useSnoozes(ref);
  const [reason, setReason] = useState('');
  const [length, setLength] = useState<SnoozeLength>('half-hour');
  const [own, setOwn] = useState(() => fieldsOf(millis(now + HOUR)));
  const words = lengthWords(now);
  const until = untilOf(length, now, own);
  return (
    <Dialog
      header={alarm === null ? `Snooze all alarms of ${name}` : `Snooze “${alarmEntry(alarm).title}” of ${name}`}
      action="Snooze"
      ready={reason.trim() !== '' && until !== null}
      onDo={() => (until === null ? Promise.resolve(false) : begin(alarm, { reason: reason.trim(), until }))}
      onClose={onClose}
    >
      <FormField label="Reason" description="Whoever looks at it next sees why it is quiet.">
        <Input value={reason} placeholder="Planned deploy" onChange={({ detail: { value } }) => setReason(value.slice(0, 500))} />
      </FormField>
      <FormField
        label="How long"
        constraintText={
          until === null
            ? undefined
            : `It notifies again after ${formatMoment(until, 'local')}. It is evaluated and shown all the while.`
        }
      >
        <SegmentedControl
          label="How long"
          selectedId={length}
          options={lengths.map((id) => ({ id, text: words[id] }))}
          onChange={({ detail: { selectedId } }) => setLength(lengths.find((id) => id === selectedId) ?? length)}
        />
      </FormField>
      {length === 'own' && (
        <div className="alarm-form alarm-form--top">
          <FormField label="Day of the end">
            <DateInput
              value={own.day}
              placeholder="YYYY/MM/DD"
              onChange={({ detail: { value } }) => setOwn({ ...own, day: value })}
            />
          </FormField>
          <FormField label="Time of the end" errorText={until === null ? 'Choose a moment that is still to come.' : undefined}>
            <TimeInput
              value={own.time}
              format="hh:mm"
              placeholder="hh:mm"
              onChange={({ detail: { value } }) => setOwn({ ...own, time: value })}
            />
          </FormField>
        </div>
      )}
    </Dialog>
  );
}
