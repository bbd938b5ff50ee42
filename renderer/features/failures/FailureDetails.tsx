import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { FactList } from '#renderer/ui/FactList.tsx';
import { useLinesLook } from '#renderer/ui/lines/LinesContext.ts';
import { MomentLink } from '#renderer/ui/MomentLink.tsx';
import { withArrows } from '#renderer/ui/wording.ts';
import type { Burst } from '#shared/analysis/failures/bursts.ts';
import { redact } from '#shared/analysis/logs/secrets.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { FailureChain } from './FailureChain.tsx';
import { LinesAround } from './LinesAround.tsx';
import { OtherFailures } from './OtherFailures.tsx';

interface FailureDetailsProps {
  readonly applicationRef: ApplicationRef;
  readonly burst: Burst;
}

/** One failure: what was thrown and where, what else failed with it, and what the logs said around it. */
export function FailureDetails({ applicationRef, burst: { job, at, root, others, givenUp } }: FailureDetailsProps) {
  const { zone, reveal } = useLinesLook();
  const { task, taskManager, endpoint, stacktrace } = root;
  return (
    <SpaceBetween size="s">
      <FactList
        facts={[
          ['When', <MomentLink key="at" at={at} zone={zone} />],
          ['Vertex', task === null ? 'The job as a whole' : withArrows(task.vertex)],
          ...(task === null
            ? []
            : ([
                ['Subtask', `${task.subtask} of ${task.parallelism}`],
                ['Attempt', task.attempt === null ? '–' : task.attempt],
              ] as const)),
          ['Task manager', taskManager ?? '–'],
          ['Endpoint', endpoint ?? '–'],
          ['Job', job],
          ...(givenUp === null ? [] : ([['Restart', `None: ${givenUp}`]] as const)),
        ]}
      />
      <FailureChain thrown={root} />
      <CopyToClipboard
        variant="inline"
        textToCopy={reveal ? stacktrace : redact(stacktrace)}
        textToDisplay="Copy the stack trace"
        copyButtonAriaLabel="Copy the stack trace"
        copySuccessText="Copied"
        copyErrorText="The clipboard is not to be had"
      />
      {others.length > 0 && <OtherFailures root={root} others={others} />}
      <LinesAround applicationRef={applicationRef} thrown={root} />
    </SpaceBetween>
  );
}
