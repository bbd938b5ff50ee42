import { useContext } from 'react';
import type { ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { formatAge } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { useConnectionView } from '../store/useConnectionView.ts';
import { useNow } from '../store/useNow.ts';
import { ConnectionScope, useConnectionScope } from './ConnectionScope.ts';
import { Stale } from './Stale.tsx';
import { SnapshotTrouble } from './SnapshotTrouble.tsx';
import { errorOf, useIsTold } from './ToldTrouble.ts';

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
  const told = useIsTold(errorOf(snapshot));
  switch (snapshot.state) {
    case 'waiting':
      return waiting ?? <Waiting what={what} />;
    case 'failed':
      return told ? <SameReason>Nothing is known of {what}</SameReason> : <SnapshotTrouble snapshot={snapshot} what={what} />;
    case 'live':
    case 'stale': {
      const old = snapshot.state === 'stale';
      // The value keeps its place when it grows old: what was typed, opened or scrolled to in it stays.
      return (
        <SpaceBetween size="s">
          {old && (
            <div key="trouble">
              {told ? <SameReasonOld what={what} at={snapshot.at} /> : <SnapshotTrouble snapshot={snapshot} what={what} />}
            </div>
          )}
          <Stale key="value" when={old}>
            {children(snapshot.value, snapshot.at)}
          </Stale>
        </SpaceBetween>
      );
    }
  }
}

function Waiting({ what }: { readonly what: string }) {
  // Pages of all connections have no scope.
  const view = useConnectionView(useContext(ConnectionScope) ?? '');
  return (
    <Box padding="l" textAlign="center" color="text-body-secondary">
      {view?.state === 'off' ? (
        // Nothing comes of it, however long one waits.
        `Nothing is known of ${what}: ${view.connection.name} is not watched. Switch it on in the settings.`
      ) : (
        <>
          <Spinner /> Waiting for {what}
        </>
      )}
    </Box>
  );
}

const SameReason = ({ children }: { readonly children: ReactNode }) => (
  <Box color="text-body-secondary">{children}, for the reason above.</Box>
);

function SameReasonOld({ what, at }: { readonly what: string; readonly at: Millis }) {
  const now = useNow(useConnectionScope());
  return (
    <SameReason>
      Old figures: {what}
      {now === null ? '' : ` as of ${formatAge(millis(now - at))} ago`}
    </SameReason>
  );
}
