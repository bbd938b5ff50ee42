import { useState } from 'react';
import Button from '@cloudscape-design/components/button';
import type { Zone } from '#renderer/charts/moments.ts';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import type { AlarmDetail } from '#shared/model/alarms/status.ts';
import { MatchedAlarm } from './MatchedAlarm.tsx';

interface MatchedAlarmsProps {
  /** The right ones first. */
  readonly matched: AlarmDetail['matched'];
  readonly unit: AlarmEntry['unit'];
  readonly zone: Zone;
}

const FEW = 3;

/** The account's alarms that watch what a recommended one does. */
export function MatchedAlarms({ matched, unit, zone }: MatchedAlarmsProps) {
  const [all, setAll] = useState(false);
  return (
    <section className="alarm-panel__matched">
      <h5>In CloudWatch</h5>
      {(all ? matched : matched.slice(0, FEW)).map(({ alarm, faults }) => (
        <MatchedAlarm key={alarm.arn} alarm={alarm} faults={faults} unit={unit} zone={zone} />
      ))}
      {matched.length > FEW && (
        <div>
          <Button onClick={() => setAll(!all)}>{all ? 'Show fewer' : `Show all ${matched.length}`}</Button>
        </div>
      )}
    </section>
  );
}
