import { useMemo } from 'react';
import { withArrows } from '#renderer/ui/wording.ts';
import type { CriticalPath } from '#shared/analysis/checkpoints/criticalPath.ts';
import { whatIf } from '#shared/analysis/checkpoints/whatIf.ts';
import { whatIfSentence } from '#shared/analysis/checkpoints/words.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { CheckpointDetail } from '#shared/model/insight/checkpointDetail.ts';
import type { Edge } from '#shared/model/job.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { CheckpointName } from './rows.ts';
import { useDetail } from './useDetail.ts';

interface WhatIfProps {
  readonly applicationRef: ApplicationRef;
  readonly detail: CheckpointDetail;
  readonly edges: readonly Edge[];
  readonly found: CriticalPath;
  /** A quicker one of the same job, read only where the subtasks of this one are alike. */
  readonly earlier: CheckpointName | null;
}

/** How long it would have taken without what it took its time for; nothing where there is nothing to compare with. */
export function WhatIf({ applicationRef, detail, edges, found, earlier }: WhatIfProps) {
  const better = useMemo(() => whatIf(detail, edges, found), [detail, edges, found]);
  if (better !== null) return <div>{withArrows(whatIfSentence(found, better))}</div>;
  if (earlier === null) return null;
  return <BesideEarlier applicationRef={applicationRef} detail={detail} edges={edges} found={found} earlier={earlier} />;
}

function BesideEarlier({ applicationRef, detail, edges, found, earlier }: WhatIfProps & { readonly earlier: CheckpointName }) {
  const before = valueOf(useDetail(applicationRef, earlier)) ?? null;
  const better = useMemo(() => whatIf(detail, edges, found, before), [detail, edges, found, before]);
  return better === null ? null : <div>{withArrows(whatIfSentence(found, better))}</div>;
}
