import { useMemo } from 'react';
import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { withArrows } from '#renderer/ui/wording.ts';
import { chainWords, deadlockWords } from '#shared/analysis/threads/lockWords.ts';
import { findLocks } from '#shared/analysis/threads/locks.ts';
import type { JavaThread } from '#shared/model/insight/threads.ts';

/** Chains beyond are counted. */
const MOST = 8;

/** Who waits for whom, in sentences: deadlocks first. Nothing where no thread waits for another one’s lock. */
export function Locks({ threads }: { readonly threads: readonly JavaThread[] }) {
  const { deadlocks, chains } = useMemo(() => findLocks(threads), [threads]);
  if (deadlocks.length + chains.length === 0) return null;
  return (
    <SpaceBetween size="xs">
      {deadlocks.map((deadlock, i) => (
        <Alert key={`${i} ${deadlock.threads[0]?.thread.id ?? ''}`} type="error">
          {withArrows(deadlockWords(deadlock))}
        </Alert>
      ))}
      {chains.length > 0 && (
        <Alert type="warning" header="Threads wait for locks that others hold">
          <ul className="thread-chains">
            {chains.slice(0, MOST).map((chain, i) => (
              <li key={`${i} ${chain.rootName}`}>{withArrows(chainWords(chain))}</li>
            ))}
          </ul>
          {chains.length > MOST && `And ${chains.length - MOST} more.`}
        </Alert>
      )}
    </SpaceBetween>
  );
}
