import { useMemo, useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useCall } from '#renderer/store/useCall.ts';
import { SecretText } from '#renderer/ui/lines/SecretText.tsx';
import type { Output } from '#shared/contract/contract.ts';
import { logAround } from '#shared/analysis/failures/logAround.ts';
import type { Thrown } from '#shared/analysis/failures/thrown.ts';
import type { ApplicationRef } from '#shared/model/application.ts';

interface AroundInProcessProps {
  readonly applicationRef: ApplicationRef;
  readonly thrown: Thrown;
}

/** So much of the end of a log is read. */
const BYTES = 2_000_000;

/** What a process of a cluster logged around a failure; its log is read when somebody wants it. */
export function AroundInProcess({ applicationRef: ref, thrown }: AroundInProcessProps) {
  const call = useCall();
  const [asked, setAsked] = useState<string | null>(null);
  const [answer, setAnswer] = useState<Output<'taskManagers.log'> | null>(null);
  const read = async (process: string): Promise<void> => {
    setAsked(process);
    setAnswer(null);
    const result = await call('taskManagers.log', { ref, process, file: null, bytes: BYTES });
    if (result.ok) setAnswer(result.value);
    else setAsked(null);
  };
  const { taskManager } = thrown;
  return (
    <section className="failure__lines" aria-label="The log lines around">
      <div className="failure__lines-head">
        <b>The log lines around</b>
        {taskManager !== null && (
          <Button iconName="search" loading={asked === taskManager && answer === null} onClick={() => void read(taskManager)}>
            Read the log of the task manager
          </Button>
        )}
        <Button iconName="search" loading={asked === JOB_MANAGER && answer === null} onClick={() => void read(JOB_MANAGER)}>
          Read the log of the job manager
        </Button>
      </div>
      {answer !== null && !answer.ok && (
        <Alert type="warning" header={answer.error.message}>
          {answer.error.remedy}
        </Alert>
      )}
      {answer?.ok === true && <Found text={answer.value.text} name={answer.value.name} thrown={thrown} />}
    </section>
  );
}

const JOB_MANAGER = 'jobmanager';

function Found({ text, name, thrown }: { readonly text: string; readonly name: string | null; readonly thrown: Thrown }) {
  const found = useMemo(() => logAround(text, thrown), [text, thrown]);
  if (name === null) return <span role="status">The process has no log file.</span>;
  if (found === null)
    return <span role="status">{`The end of ${name} says nothing of this failure: it is older, or another process's.`}</span>;
  return (
    <>
      <span role="status">{`From ${name}; the line of the failure is marked.`}</span>
      <pre className="failure__process" tabIndex={0} aria-label={`Lines of ${name}`}>
        {found.lines.map((line, i) => (
          <div key={i} className={i === found.marked ? 'log-line--marked' : undefined}>
            {line === '' ? ' ' : <SecretText text={line} />}
          </div>
        ))}
      </pre>
    </>
  );
}
