import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import type { Zone } from '#renderer/charts/moments.ts';
import { formatLogTime } from '#renderer/charts/moments.ts';
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
        ['Triggered', <MomentLink key="triggered" at={triggered} zone={zone} text={secondsOf(triggered, zone)} />],
        status === 'IN_PROGRESS' ? ['Lasts', exactly(elapsed)] : ['Took', orUnknown(duration, exactly)],
        ['Subtasks', acknowledgedWords(checkpoint)],
        ['Written', orUnknown(checkpointedSize, formatBytes)],
        ['Full size', orUnknown(stateSize, formatBytes)],
        ['In flight, processed', orUnknown(processedData, formatBytes)],
        ['In flight, persisted', orUnknown(persistedData, formatBytes)],
        ...(path === null ? [] : [['Kept at', <KeptAt key="path" path={path} />] as const]),
      ]}
    />
  );
}

/** Logs are read beside it: to the millisecond. */
const secondsOf = (at: Millis, zone: Zone): string => `${formatLogTime(at, zone)}${zone === 'utc' ? ' UTC' : ''}`;

/** A path is as long as a bucket's keys are: on one line, and whole to copy. */
const KeptAt = ({ path }: { readonly path: string }) => (
  <span className="checkpoints__path">
    <span className="checkpoints__path-text" title={path}>
      {path}
    </span>
    <CopyToClipboard
      variant="icon"
      copyButtonAriaLabel={`Copy ${path}`}
      copySuccessText="Copied"
      copyErrorText="Not copied"
      textToCopy={path}
    />
  </span>
);
