import type { ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { formatAge } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { useConnectionView } from '../store/useConnectionView.ts';
import { useCursor } from '../store/useCursor.ts';
import { useNow } from '../store/useNow.ts';
import { useConnectionScope } from './ConnectionScope.ts';
import { Stale } from './Stale.tsx';
import { Trouble } from './Trouble.tsx';

interface SnapshotViewProps<T> {
  readonly snapshot: Snapshot<T>;
  /** What is shown, as in a sentence: `the job graph`. */
  readonly what: string;
  /** `at` is the moment, in the connection's time, that the value describes. */
  readonly children: (value: T, at: Millis) => ReactNode;
  /** Instead of the usual words while nothing has come yet. */
  readonly waiting?: ReactNode;
}

/** A value in each of its states: waiting, live, stale (kept, with its age and the reason), failed. */
export function SnapshotView<T>({ snapshot, what, children, waiting }: SnapshotViewProps<T>) {
  const connection = useConnectionScope();
  const view = useConnectionView(connection);
  // Nothing is tried again of the past.
  const nextTry = useCursor().at === null ? (view?.nextTry ?? null) : null;
  switch (snapshot.state) {
    case 'waiting':
      return waiting ?? <Waiting what={what} />;
    case 'live':
      return children(snapshot.value, snapshot.at);
    case 'stale':
      return (
        <SpaceBetween size="s">
          <Trouble
            type="warning"
            header={<StaleHeader what={what} at={snapshot.at} connection={connection} />}
            error={snapshot.error}
            nextTry={nextTry}
          />
          <Stale>{children(snapshot.value, snapshot.at)}</Stale>
        </SpaceBetween>
      );
    case 'failed':
      return <Trouble type="error" header={`Nothing is known of ${what}`} error={snapshot.error} nextTry={nextTry} />;
  }
}

const Waiting = ({ what }: { readonly what: string }) => (
  <Box padding="l" textAlign="center" color="text-body-secondary">
    <Spinner /> Waiting for {what}
  </Box>
);

function StaleHeader({ what, at, connection }: { readonly what: string; readonly at: Millis; readonly connection: string }) {
  const now = useNow(connection);
  return now === null ? `Old figures: ${what}` : `Old figures: ${what} as of ${formatAge(millis(now - at))} ago`;
}
