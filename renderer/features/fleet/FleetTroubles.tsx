import SpaceBetween from '@cloudscape-design/components/space-between';
import { formatAge } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { useCursor } from '../../store/useCursor.ts';
import { useNow } from '../../store/useNow.ts';
import { Trouble } from '../../ui/Trouble.tsx';
import type { Fleet } from '../../store/useFleets.ts';

/** Which connections do not answer, and what stands on screen instead. */
export function FleetTroubles({ fleets }: { readonly fleets: readonly Fleet[] }) {
  const troubled = fleets.filter(({ snapshot }) => snapshot.state === 'stale' || snapshot.state === 'failed');
  if (troubled.length === 0) return null;
  return (
    <SpaceBetween size="xs">
      {troubled.map((fleet) => (
        <FleetTrouble key={fleet.view.connection.id} {...fleet} />
      ))}
    </SpaceBetween>
  );
}

function FleetTrouble({ view: { connection, nextTry }, snapshot }: Fleet) {
  const past = useCursor().at !== null;
  if (snapshot.state === 'stale')
    return (
      <Trouble
        type="warning"
        header={<Old name={connection.name} id={connection.id} at={snapshot.at} />}
        error={snapshot.error}
        nextTry={nextTry}
      />
    );
  if (snapshot.state === 'failed')
    return past ? (
      <Trouble type="warning" header={`${connection.name}: not known at that moment`} error={snapshot.error} nextTry={null} />
    ) : (
      <Trouble type="error" header={`${connection.name}: no answer yet`} error={snapshot.error} nextTry={nextTry} />
    );
  return null;
}

function Old({ name, id, at }: { readonly name: string; readonly id: string; readonly at: Millis }) {
  const now = useNow(id);
  return now === null ? `${name}: old figures` : `${name}: figures of ${formatAge(millis(now - at))} ago`;
}
