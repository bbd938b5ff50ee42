import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Zone } from '#renderer/charts/moments.ts';
import { formatMoment } from '#renderer/charts/moments.ts';
import { FactList } from '#renderer/ui/FactList.tsx';
import type { AlarmEntry } from '#shared/catalogue/alarms/alarmEntry.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { FoundFault } from '#shared/model/alarms/status.ts';
import { sentenceStart } from '#renderer/ui/wording.ts';
import { comparedWords, evaluatedWords, firesWords } from '../words/alarmWords.ts';
import { stateWords } from '../words/cellWords.ts';
import { faultWords } from '../words/faults.ts';
import { StateHistory } from './StateHistory.tsx';

interface MatchedAlarmProps {
  readonly alarm: Alarm;
  readonly faults: readonly FoundFault[];
  /** Of what it compares; null: an alarm of something else. */
  readonly unit: AlarmEntry['unit'] | null;
  readonly zone: Zone;
}

/** An alarm of the account: its state, how it is defined, and what is wrong with it. */
export function MatchedAlarm({ alarm, faults, unit, zone }: MatchedAlarmProps) {
  return (
    <div className="alarm-matched">
      <div className="alarm-matched__head">
        <StatusIndicator type={stateIndicators[alarm.state]}>
          <strong>{alarm.name}</strong>
        </StatusIndicator>
        <span>
          {stateWords[alarm.state]}
          {alarm.stateSince !== null && ` since ${formatMoment(alarm.stateSince, zone)}`}
        </span>
        <CopyToClipboard
          variant="inline"
          copyButtonAriaLabel={`Copy the ARN of ${alarm.name}`}
          copySuccessText="Copied"
          copyErrorText="The clipboard is not to be had"
          textToCopy={alarm.arn}
          textToDisplay={alarm.arn}
        />
      </div>
      {faults.length > 0 && (
        <ul className="alarm-faults" aria-label={`What is wrong with ${alarm.name}`}>
          {faults.map(({ fault, text, remedy }) => (
            <li key={fault}>
              <strong>{sentenceStart(faultWords[fault])}:</strong> {text} <span className="alarm-item__quiet">{remedy}</span>
            </li>
          ))}
        </ul>
      )}
      <FactList
        facts={[
          ['Compares', comparedWords(alarm)],
          ['Fires', firesWords(alarm, unit)],
          ['Evaluates', evaluatedWords(alarm)],
          ['Missing data', alarm.treatMissingData ?? 'missing'],
          ['Tells', actionsWords(alarm)],
        ]}
      />
      {alarm.stateReason !== '' && <p className="alarm-item__quiet">{alarm.stateReason}</p>}
      {alarm.history.length > 0 && <StateHistory changes={alarm.history} zone={zone} />}
    </div>
  );
}

const stateIndicators = { OK: 'success', ALARM: 'error', INSUFFICIENT_DATA: 'pending' } as const;

/** The last part of an ARN is what people know it by. */
const actionsWords = ({ actions, actionsEnabled }: Alarm): string => {
  if (actions.length === 0) return 'nobody';
  const names = actions.map((arn) => arn.split(':').at(-1) ?? arn).join(', ');
  return actionsEnabled ? names : `${names}, but its actions are switched off`;
};
