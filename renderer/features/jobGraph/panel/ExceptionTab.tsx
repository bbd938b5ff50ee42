import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { formatMoment } from '#renderer/charts/moments.ts';
import type { Zone } from '#renderer/charts/moments.ts';
import { useTopic } from '#renderer/store/useTopic.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import { counted } from '#renderer/ui/wording.ts';
import { chooseFailures } from '#shared/analysis/failures/readFailures.ts';
import { readTask } from '#shared/analysis/failures/task.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { JobFailure } from '#shared/model/insight/failures.ts';
import type { Vertex } from '#shared/model/job.ts';
import { Leading } from './Leading.tsx';
import { exceptionsAddress } from './addresses.ts';

/** More of them are on the tab of all exceptions. */
const MOST = 12;

interface ExceptionTabProps {
  readonly applicationRef: ApplicationRef;
  readonly vertex: Vertex;
  readonly zone: Zone;
}

/** The failures of this vertex alone, newest first; those of the whole job are a link away. */
export function ExceptionTab({ applicationRef: ref, vertex, zone }: ExceptionTabProps) {
  const snapshot = useTopic({ kind: 'failures', ref });
  return (
    <SnapshotView snapshot={snapshot} what="the exceptions">
      {({ failures, truncated }) => {
        const own = ownFailures(failures, vertex.name);
        return (
          <SpaceBetween size="s">
            <div className="vertex-panel__facts">
              <span>
                {own.length === 0 ? 'No exception of this vertex is known' : counted(own.length, 'exception')}
                {truncated ? ', of the newest that are kept.' : '.'}
              </span>
              <Leading to={exceptionsAddress(ref, vertex.id)}>Causes, groups and log lines</Leading>
            </div>
            {own.slice(0, MOST).map((failure, i) => (
              <Failure key={`${failure.at} ${failure.task} ${i}`} failure={failure} zone={zone} />
            ))}
            {own.length > MOST && <Box color="text-body-secondary">And {own.length - MOST} before these.</Box>}
          </SpaceBetween>
        );
      }}
    </SnapshotView>
  );
}

type OwnFailure = Pick<JobFailure, 'at' | 'exception' | 'stacktrace' | 'task' | 'taskManager'>;

/** What failed at the same time in other vertices is left out. */
const ownFailures = (failures: readonly JobFailure[], vertex: string): readonly OwnFailure[] =>
  chooseFailures(failures, { vertex, taskManager: null, text: '' })
    .flatMap((failure): OwnFailure[] => [failure, ...failure.concurrent])
    .filter(({ task }) => task !== null && readTask(task)?.vertex === vertex);

function Failure({
  failure: { at, task, taskManager, exception, stacktrace },
  zone,
}: {
  readonly failure: OwnFailure;
  readonly zone: Zone;
}) {
  const read = task === null ? null : readTask(task);
  return (
    <details className="vertex-failure">
      <summary>
        <time dateTime={new Date(at).toISOString()}>{formatMoment(at, zone)}</time>
        {read !== null && ` · subtask ${read.subtask}`}
        {read !== null && read.attempt !== null && ` · attempt ${read.attempt}`}
        {taskManager !== null && ` · ${taskManager}`}
        <b>{firstLine(exception, stacktrace)}</b>
      </summary>
      <pre tabIndex={0} aria-label="Stack trace">
        {stacktrace}
      </pre>
    </details>
  );
}

/** A class with its message, where the trace tells more than the class. */
const firstLine = (exception: string, stacktrace: string): string => {
  const line = stacktrace.split('\n', 1)[0]?.trim() ?? '';
  return line === '' ? exception : line;
};
