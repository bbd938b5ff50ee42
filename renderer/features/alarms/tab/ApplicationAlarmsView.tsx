import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { formatMoment, zones } from '#renderer/charts/moments.ts';
import { useCursor } from '#renderer/store/useCursor.ts';
import { useKept } from '#renderer/ui/useKept.ts';
import type { ApplicationAlarms } from '#shared/model/alarms/status.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { Summary } from '../matrix/Summary.tsx';
import { countCells } from '../matrix/sumUp.ts';
import { useSnoozes } from '../snooze/useSnoozes.ts';
import { AlarmItem } from './AlarmItem.tsx';
import { AlarmPanel } from './AlarmPanel.tsx';
import type { Opened } from './TabDialogs.tsx';
import { TabDialogs } from './TabDialogs.tsx';
import { GroupHead } from './GroupHead.tsx';
import { groupsOf } from './groups.ts';
import { OtherAlarms } from './OtherAlarms.tsx';
import { useOpenAlarm } from './useOpenAlarm.ts';
import './tab.css';

interface ApplicationAlarmsViewProps {
  readonly applicationRef: ApplicationRef;
  readonly alarms: ApplicationAlarms;
}

/** The thirteen alarms of an application, the most pressing first, and its others. */
export function ApplicationAlarmsView({ applicationRef: ref, alarms }: ApplicationAlarmsViewProps) {
  const [zone] = useKept('zone', zones, 'local');
  const [openAlarm, setOpenAlarm] = useOpenAlarm(ref);
  const [dialog, setDialog] = useState<Opened | null>(null);
  const snoozes = useSnoozes(ref);
  // What can be done is of now.
  const past = useCursor().at !== null;
  const { row, details, others } = alarms;
  const groups = groupsOf(details);
  const item = (detail: (typeof details)[number]) => {
    const { alarm } = detail.cell;
    const open = openAlarm === alarm;
    return (
      <AlarmItem
        key={alarm}
        detail={detail}
        connection={ref.connection}
        zone={zone}
        open={open}
        onToggle={() => setOpenAlarm(open ? null : alarm)}
      >
        <AlarmPanel
          applicationRef={ref}
          detail={detail}
          zone={zone}
          onWrite={() => setDialog({ kind: 'write', alarm })}
          onExport={() => setDialog({ kind: 'export', alarm })}
          onSnooze={() => setDialog({ kind: 'snooze', alarm })}
          onWake={() => void snoozes.end(alarm)}
        />
      </AlarmItem>
    );
  };
  return (
    <SpaceBetween size="m">
      {snoozes.whole !== null && (
        <Alert
          type="info"
          header={`All alarms of ${row.name} are snoozed until ${formatMoment(snoozes.whole.until, zone)}`}
          action={past ? undefined : <Button onClick={() => void snoozes.end(null)}>End the snooze</Button>}
        >
          {snoozes.whole.reason}
        </Alert>
      )}
      <Container
        header={
          <Header
            variant="h2"
            actions={
              past ? undefined : (
                <SpaceBetween direction="horizontal" size="xs">
                  {snoozes.whole === null && (
                    <Button onClick={() => setDialog({ kind: 'snooze', alarm: null })}>Snooze all…</Button>
                  )}
                  <Button onClick={() => setDialog({ kind: 'export', alarm: null })}>Export as code…</Button>
                  <Button variant="primary" onClick={() => setDialog({ kind: 'write', alarm: null })}>
                    Create missing alarms…
                  </Button>
                </SpaceBetween>
              )
            }
          >
            Recommended alarms
          </Header>
        }
      >
        <SpaceBetween size="s">
          <Summary counts={countCells(row.cells)} />
          {groups.map(({ id, title, details: own }) =>
            id === 'not-applicable' ? (
              <ExpandableSection
                key={id}
                headerText={`${title} (${own.length})`}
                headingTagOverride="h3"
                defaultExpanded={own.some(({ cell }) => cell.alarm === openAlarm)}
              >
                <ul className="alarm-items">{own.map(item)}</ul>
              </ExpandableSection>
            ) : (
              <section key={id} aria-label={title}>
                <GroupHead title={title} count={own.length} />
                <ul className="alarm-items">{own.map(item)}</ul>
              </section>
            ),
          )}
        </SpaceBetween>
      </Container>
      {others.length > 0 && <OtherAlarms alarms={others} zone={zone} />}
      {groups.length === 0 && <Box color="text-body-secondary">No alarm is recommended for this application.</Box>}
      <TabDialogs applicationRef={ref} name={row.name} details={details} opened={dialog} onOpen={setDialog} />
    </SpaceBetween>
  );
}
