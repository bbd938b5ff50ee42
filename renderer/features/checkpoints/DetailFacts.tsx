import type { Zone } from '#renderer/charts/moments.ts';
import { FactList } from '#renderer/ui/FactList.tsx';
import { MomentLink } from '#renderer/ui/MomentLink.tsx';
import { exactly } from '#shared/analysis/checkpoints/words.ts';
import type { Checkpoint } from '#shared/model/job.ts';
import { formatBytes, orUnknown } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { CheckpointStatus, acknowledgedWords, typeWords } from './columns.tsx';

interface DetailFactsProps {
  readonly checkpoint: Checkpoint;
  /** Since the trigger. */
  readonly elapsed: Millis;
  readonly zone: Zone;
}

/** A checkpoint as a whole. */
export function DetailFacts({ checkpoint, elapsed, zone }: DetailFactsProps) {
  const { status, triggered, duration, checkpointedSize, stateSize, processedData, persistedData, path } = checkpoint;
  return (
    <FactList
      facts={[
        ['Status', <CheckpointStatus key="status" status={status} />],
        ['Type', typeWords(checkpoint)],
        ['Triggered', <MomentLink key="triggered" at={triggered} zone={zone} />],
        status === 'IN_PROGRESS' ? ['Lasts', exactly(elapsed)] : ['Took', orUnknown(duration, exactly)],
        ['Subtasks', acknowledgedWords(checkpoint)],
        ['Written', orUnknown(checkpointedSize, formatBytes)],
        ['Full size', orUnknown(stateSize, formatBytes)],
        ['In flight, processed', orUnknown(processedData, formatBytes)],
        ['In flight, persisted', orUnknown(persistedData, formatBytes)],
        ...(path === null ? [] : [['Kept at', path] as const]),
      ]}
    />
  );
}
