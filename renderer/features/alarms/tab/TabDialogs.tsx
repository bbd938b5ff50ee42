import { useLocation } from 'wouter';
import { ALARMS } from '#renderer/ui/paths.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { RecommendedAlarmId } from '#shared/model/alarms/recommended.ts';
import type { AlarmDetail } from '#shared/model/alarms/status.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { useConnectionView } from '#renderer/store/useConnectionView.ts';
import { ExportDialog } from '../export/ExportDialog.tsx';
import type { AlarmScope } from '../scope.ts';
import { usePageTab } from '../usePageTab.ts';
import { SnoozeDialog } from '../snooze/SnoozeDialog.tsx';
import { WriteDialog } from '../write/WriteDialog.tsx';

/** Which dialog is open, about which alarm; null: all of the application. */
export interface Opened {
  readonly kind: 'export' | 'write' | 'snooze';
  readonly alarm: RecommendedAlarmId | null;
}

interface TabDialogsProps {
  readonly applicationRef: ApplicationRef;
  readonly name: string;
  readonly details: readonly AlarmDetail[];
  readonly opened: Opened | null;
  readonly onOpen: (opened: Opened | null) => void;
}

/** What can be done about the alarms of one application. */
export function TabDialogs({ applicationRef: ref, name, details, opened, onOpen }: TabDialogsProps) {
  const [, navigate] = useLocation();
  const [, setPageTab] = usePageTab();
  const connection = useConnectionView(ref.connection)?.connection;
  if (opened === null || connection === undefined) return null;
  const { kind, alarm } = opened;
  const scope: AlarmScope = {
    connection: ref.connection,
    name: connection.name,
    applications: [ref.id],
    alarm,
    title: alarm === null ? name : `${name} (${alarmEntry(alarm).title.toLowerCase()})`,
  };
  const close = (): void => onOpen(null);
  switch (kind) {
    case 'export':
      return <ExportDialog scopes={[scope]} onClose={close} />;
    case 'snooze':
      return <SnoozeDialog applicationRef={ref} name={name} alarm={alarm} onClose={close} />;
    case 'write': {
      const isWrong = details.some(({ cell }) => cell.alarm === alarm && cell.coverage === 'wrong');
      return (
        <WriteDialog
          scopes={[scope]}
          which={isWrong ? 'wanting' : 'missing'}
          onClose={close}
          onChanges={() => {
            setPageTab('changes');
            navigate(ALARMS);
          }}
          onExport={() => onOpen({ kind: 'export', alarm })}
        />
      );
    }
  }
}
