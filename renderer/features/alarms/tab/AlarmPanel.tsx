import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Zone } from '#renderer/charts/moments.ts';
import { useCursor } from '#renderer/store/useCursor.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { AlarmDetail } from '#shared/model/alarms/status.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { ThresholdPanel } from '../threshold/ThresholdPanel.tsx';
import { mOfN } from '../words/figure.ts';
import { isGap } from '../words/sight.ts';
import { MatchedAlarms } from './MatchedAlarms.tsx';
import { StateHistory } from './StateHistory.tsx';

export interface AlarmActions {
  readonly onWrite: () => void;
  readonly onExport: () => void;
  readonly onSnooze: () => void;
  readonly onWake: () => void;
}

interface AlarmPanelProps extends AlarmActions {
  readonly applicationRef: ApplicationRef;
  readonly detail: AlarmDetail;
  readonly zone: Zone;
}

/** Everything about one alarm: what to do, the account's alarms and their faults, its past, its threshold. */
export function AlarmPanel({ applicationRef, detail, zone, onWrite, onExport, onSnooze, onWake }: AlarmPanelProps) {
  const { cell, matched, changes } = detail;
  const entry = alarmEntry(cell.alarm);
  const applies = cell.coverage !== 'not-applicable';
  // What can be done is of now.
  const past = useCursor().at !== null;
  return (
    <SpaceBetween size="m">
      {applies && !past && (
        <SpaceBetween direction="horizontal" size="xs">
          {isGap(cell) && (
            <Button onClick={onWrite}>{cell.coverage === 'wrong' ? 'Create the right alarm…' : 'Create this alarm…'}</Button>
          )}
          {detail.definition !== null && <Button onClick={onExport}>Export as code…</Button>}
          {cell.snoozed === null ? <Button onClick={onSnooze}>Snooze…</Button> : <Button onClick={onWake}>End the snooze</Button>}
        </SpaceBetween>
      )}
      <div className="alarm-panel">
        <section>
          <h5>What to do when it fires</h5>
          <p>{entry.remedy}</p>
          <p className="alarm-item__quiet">
            Developer guide, page {entry.page}
            {entry.topic !== null && `; “${entry.topic.title}”, page ${entry.topic.page}`}
            {entry.forAll && '. Recommended for all applications.'}
          </p>
        </section>
        {applies && (
          <section>
            <h5>Streamgauge’s evaluation</h5>
            <p className="alarm-item__quiet">
              {mOfN(entry)} beyond the threshold; {entry.statistic.toLowerCase()}; missing data {missingWords[entry.missing]}
            </p>
            <StateHistory changes={changes} zone={zone} />
          </section>
        )}
      </div>
      {matched.length > 0 && <MatchedAlarms matched={matched} unit={entry.unit} zone={zone} />}
      {cell.coverage === 'unknown' && cell.reason !== null && <Box color="text-body-secondary">{cell.reason}</Box>}
      {applies && <ThresholdPanel applicationRef={applicationRef} detail={detail} />}
    </SpaceBetween>
  );
}

const missingWords = {
  breaching: 'counts as breaching',
  notBreaching: 'counts as good',
  ignore: 'keeps the state',
  missing: 'leads to lacking data',
} as const;
