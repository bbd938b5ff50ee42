import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import { useConnectionView } from '#renderer/store/useConnectionView.ts';
import { useTopic } from '#renderer/store/useTopic.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import type { ApplicationRef } from '#shared/model/application.ts';
import './alarms.css';
import { ApplicationAlarmsView } from './tab/ApplicationAlarmsView.tsx';

/** The recommended alarms of one application. */
export function AlarmsTab({ applicationRef: ref }: { readonly applicationRef: ApplicationRef }) {
  const kind = useConnectionView(ref.connection)?.connection.kind;
  if (kind === 'flink')
    return (
      <Container>
        <Box textAlign="center" padding="l">
          <Box variant="strong">Clusters of your own have no CloudWatch alarms</Box>
          <Box color="text-body-secondary">The recommended alarms are of applications of the managed service.</Box>
        </Box>
      </Container>
    );
  return <ManagedAlarms applicationRef={ref} />;
}

function ManagedAlarms({ applicationRef: ref }: { readonly applicationRef: ApplicationRef }) {
  const alarms = useTopic({ kind: 'applicationAlarms', ref });
  return (
    <SnapshotView snapshot={alarms} what="the alarms">
      {(value) => <ApplicationAlarmsView applicationRef={ref} alarms={value} />}
    </SnapshotView>
  );
}
