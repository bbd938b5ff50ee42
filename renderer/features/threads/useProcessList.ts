import { useState } from 'react';
import { useTopics } from '#renderer/store/useTopic.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { TaskManagers } from '#shared/model/insight/taskManagers.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { WAITING } from '#shared/model/snapshot.ts';

interface ProcessList {
  readonly snapshot: Snapshot<TaskManagers>;
  /** It is being read again. */
  readonly busy: boolean;
  readonly refresh: () => void;
}

type Known = Extract<Snapshot<TaskManagers>, { state: 'live' }>;

/** The processes of a cluster, read until they are known and again when somebody asks: their figures, which cost most, are not shown here. */
export function useProcessList(ref: ApplicationRef): ProcessList {
  const [known, setKnown] = useState<Known | null>(null);
  const [isRead, setRead] = useState(true);
  const [now = WAITING] = useTopics<'taskManagers'>(isRead ? [{ kind: 'taskManagers', ref }] : []);
  if (isRead && now.state === 'live' && (known === null || now.at > known.at)) {
    setKnown(now);
    setRead(false);
  }
  const failed = now.state === 'failed' || now.state === 'stale' ? now.error : null;
  return {
    snapshot: known === null ? now : failed === null ? known : { ...known, state: 'stale', error: failed },
    busy: isRead && failed === null,
    refresh: () => setRead(true),
  };
}
