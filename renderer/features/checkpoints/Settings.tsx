import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';
import type { Zone } from '#renderer/charts/moments.ts';
import { FactList } from '#renderer/ui/FactList.tsx';
import { MomentLink } from '#renderer/ui/MomentLink.tsx';
import type { Checkpoints } from '#shared/model/job.ts';
import { UNKNOWN, formatMillis, orUnknown } from '#shared/units/format.ts';

/** How often and how the job saves its state, the counts, and what it began from. */
export function Settings({ checkpoints, zone }: { readonly checkpoints: Checkpoints; readonly zone: Zone }) {
  const { enabled, interval, timeout, completed, failed, inProgress, settings, restored } = checkpoints;
  const counts: Facts = [
    ['Completed', completed],
    ['Failed', failed > 0 ? <StatusIndicator type="warning">{failed}</StatusIndicator> : failed],
    ['In progress', inProgress],
  ];
  const restoredFrom: Facts =
    restored === null
      ? []
      : [
          [
            'Restored from',
            <span key="restored">
              {restored.savepoint ? 'Savepoint' : 'Checkpoint'} {restored.id}, <MomentLink at={restored.at} zone={zone} />
            </span>,
          ],
        ];
  return (
    <Container header={<Header variant="h2">Settings</Header>}>
      <FactList
        facts={[
          ['Interval', enabled ? orUnknown(interval, formatMillis) : 'off'],
          ...(enabled ? [['Timeout', orUnknown(timeout, formatMillis)] as const] : []),
          ...(enabled && settings !== null ? settingFacts(settings) : []),
          ...counts,
          ...restoredFrom,
        ]}
      />
    </Container>
  );
}

type Facts = readonly (readonly [string, ReactNode])[];

/** Flink's words for “any number”. */
const ANY_NUMBER = 2_147_483_647;

const settingFacts = (settings: NonNullable<Checkpoints['settings']>): Facts => [
  ['Least pause', orUnknown(settings.minPause, formatMillis)],
  ['At once', settings.maxConcurrent ?? UNKNOWN],
  ['Mode', yesNo(settings.exactlyOnce, 'exactly once', 'at least once')],
  ['Unaligned', unalignedWords(settings)],
  ['Tolerated failures', tolerated(settings.tolerableFailures)],
  ['Kept on cancel', yesNo(settings.externalized, 'yes', 'no')],
  ['State backend', settings.stateBackend === null ? UNKNOWN : backendWords(settings.stateBackend)],
  ['Storage', settings.storage === null ? UNKNOWN : backendWords(settings.storage)],
  ...(settings.changelog === true ? [['Changelog', 'on'] as const] : []),
];

const yesNo = (value: boolean | null, yes: string, no: string): string => (value === null ? UNKNOWN : value ? yes : no);

const tolerated = (count: number | null): string =>
  count === null ? UNKNOWN : count >= ANY_NUMBER ? 'any number' : count.toLocaleString('en-GB');

function unalignedWords({ unaligned, alignedTimeout }: NonNullable<Checkpoints['settings']>): string {
  if (unaligned !== true) return yesNo(unaligned, 'on', 'off');
  return alignedTimeout === null || alignedTimeout === 0 ? 'on' : `after ${formatMillis(alignedTimeout)}`;
}

/** `EmbeddedRocksDBStateBackend` → `RocksDB`; the class's last word says nothing more. */
const backendWords = (name: string): string =>
  name.replace(/^Embedded/, '').replace(/(StateBackend|CheckpointStorage)$/, '') || name;
