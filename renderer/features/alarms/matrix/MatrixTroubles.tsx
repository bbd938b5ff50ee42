import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useCursor } from '#renderer/store/useCursor.ts';
import { useNow } from '#renderer/store/useNow.ts';
import { Trouble } from '#renderer/ui/Trouble.tsx';
import { formatAge } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { unknownReasons } from './unknownReasons.ts';
import type { AlarmFleet } from './matrixRows.ts';

/** Which connections do not tell their alarms, or not all of it, and why. */
export const MatrixTroubles = ({ fleets }: { readonly fleets: readonly AlarmFleet[] }) => (
  <SpaceBetween size="xs">
    {fleets.map((fleet) => (
      <FleetTrouble key={fleet.view.connection.id} {...fleet} />
    ))}
  </SpaceBetween>
);

function FleetTrouble({ view: { connection, nextTry }, snapshot }: AlarmFleet) {
  const past = useCursor().at !== null;
  switch (snapshot.state) {
    case 'waiting':
      return null;
    case 'failed':
      return (
        <Trouble
          type={past ? 'info' : 'error'}
          header={`${connection.name}: nothing is known of its alarms${past ? ' at that moment' : ''}`}
          error={snapshot.error}
          nextTry={past ? null : nextTry}
        />
      );
    case 'stale':
      return (
        <Trouble
          type="warning"
          header={<Old name={connection.name} id={connection.id} at={snapshot.at} />}
          error={snapshot.error}
          nextTry={past ? null : nextTry}
        />
      );
    case 'live':
      return <UnknownCoverage name={connection.name} reasons={unknownReasons(snapshot.value)} />;
  }
}

const UnknownCoverage = ({ name, reasons }: { readonly name: string; readonly reasons: readonly string[] }) =>
  reasons.length === 0 ? null : (
    <Alert type="info" header={`${name}: coverage is not known`}>
      {reasons.join(' ')} Streamgauge’s own evaluation of the recommended alarms is shown all the same.
    </Alert>
  );

function Old({ name, id, at }: { readonly name: string; readonly id: string; readonly at: Millis }) {
  const now = useNow(id);
  return now === null ? `${name}: old states of alarms` : `${name}: states of alarms of ${formatAge(millis(now - at))} ago`;
}
