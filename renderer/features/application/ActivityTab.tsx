import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Zone } from '#renderer/charts/moments.ts';
import { useTopic } from '#renderer/store/useTopic.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import type { Activity } from '#shared/model/activity.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { ActivityTable } from './ActivityTable.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { operationColumns, snapshotColumns, trailColumns, versionColumns } from './activityColumns.tsx';

interface ActivityTabProps {
  readonly applicationRef: ApplicationRef;
  readonly zone: Zone;
}

/** What was done to an application, and by whom; each moment leads to what the app showed then. */
export function ActivityTab({ applicationRef: ref, zone }: ActivityTabProps) {
  const activity = useTopic({ kind: 'activity', ref });
  return (
    <SnapshotView snapshot={activity} what="the activity">
      {(value) => <Lists activity={value} zone={zone} />}
    </SnapshotView>
  );
}

function Lists({ activity, zone }: { readonly activity: Activity; readonly zone: Zone }) {
  const { versions, operations, snapshots, tags, trail, missing } = activity;
  return (
    <SpaceBetween size="l">
      {missing.length > 0 && (
        <Alert type="info" header="Not all of it can be read">
          {missing.length === 1 ? (
            missing[0]
          ) : (
            <ul className="reasons">
              {missing.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
        </Alert>
      )}
      <ActivityTable
        title="Operations"
        description="What the service did to the application, and what failed."
        items={operations}
        columns={operationColumns(zone)}
        keyOf={({ id }) => id}
        empty="No operation is known."
      />
      {trail !== null && (
        <ActivityTable
          title="Who did what"
          description="Calls about this application that CloudTrail has recorded; it may be 15 minutes behind."
          items={trail}
          columns={trailColumns(zone)}
          keyOf={({ id }) => id}
          empty="CloudTrail has recorded no call."
        />
      )}
      <ActivityTable
        title="Versions"
        description="Each change of the configuration makes one."
        items={versions}
        columns={versionColumns(zone)}
        keyOf={({ version }) => String(version)}
        empty="No version is known."
      />
      <ActivityTable
        title="Snapshots"
        description="State that the application can be started from."
        items={snapshots}
        columns={snapshotColumns(zone)}
        keyOf={({ name }) => name}
        empty="There is no snapshot."
      />
      <Container header={<Header variant="h2">Tags</Header>}>
        {tags.length === 0 ? (
          <Box color="text-body-secondary">The application has no tags.</Box>
        ) : (
          <FactList facts={tags.map(({ key, value }) => [key, value === '' ? '(empty)' : value] as const)} />
        )}
      </Container>
    </SpaceBetween>
  );
}
