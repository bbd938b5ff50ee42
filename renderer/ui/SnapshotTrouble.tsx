import type { Snapshot } from '#shared/model/snapshot.ts';
import { formatAge } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { useConnectionView } from '../store/useConnectionView.ts';
import { useCursor } from '../store/useCursor.ts';
import { useNow } from '../store/useNow.ts';
import { useConnectionScope } from './ConnectionScope.ts';
import { Trouble } from './Trouble.tsx';

interface SnapshotTroubleProps {
  readonly snapshot: Snapshot<unknown>;
  /** As in a sentence: `the job graph`. */
  readonly what: string;
}

/** Why a datum is old or missing; nothing where it is neither. */
export function SnapshotTrouble({ snapshot, what }: SnapshotTroubleProps) {
  const connection = useConnectionScope();
  const view = useConnectionView(connection);
  const past = useCursor().at !== null;
  // Nothing is tried again of the past.
  const nextTry = past ? null : (view?.nextTry ?? null);
  if (snapshot.state === 'stale')
    return (
      <Trouble
        type="warning"
        header={<StaleHeader what={what} at={snapshot.at} connection={connection} />}
        error={snapshot.error}
        nextTry={nextTry}
      />
    );
  if (snapshot.state === 'failed')
    return (
      <Trouble
        type={past ? 'info' : 'error'}
        header={`Nothing is known of ${what}${past ? ' at that moment' : ''}`}
        error={snapshot.error}
        nextTry={nextTry}
      />
    );
  return null;
}

function StaleHeader({ what, at, connection }: { readonly what: string; readonly at: Millis; readonly connection: string }) {
  const now = useNow(connection);
  return now === null ? `Old figures: ${what}` : `Old figures: ${what} as of ${formatAge(millis(now - at))} ago`;
}
