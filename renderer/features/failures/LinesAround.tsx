import Button from '@cloudscape-design/components/button';
import { useLocation } from 'wouter';
import { useConnectionView } from '#renderer/store/useConnectionView.ts';
import { useCursor } from '#renderer/store/useCursor.ts';
import { applicationPath } from '#renderer/ui/paths.ts';
import type { Thrown } from '#shared/analysis/failures/thrown.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { AroundInLogs } from './AroundInLogs.tsx';
import { AroundInProcess } from './AroundInProcess.tsx';

interface LinesAroundProps {
  readonly applicationRef: ApplicationRef;
  readonly thrown: Thrown;
}

/** What was logged around a failure: of a managed application in its log group, of a cluster of one's own in the log of the process. */
export function LinesAround({ applicationRef: ref, thrown }: LinesAroundProps) {
  const kind = useConnectionView(ref.connection)?.connection.kind;
  const cursor = useCursor();
  const [, navigate] = useLocation();
  if (kind === undefined) return null;
  if (kind === 'flink') return <AroundInProcess applicationRef={ref} thrown={thrown} />;
  const openLogs = (): void => {
    cursor.set(thrown.at);
    navigate(`${applicationPath(ref)}/logs`);
  };
  return (
    <section className="failure__lines" aria-label="The log lines around">
      <div className="failure__lines-head">
        <b>The log lines around</b>
        <Button variant="inline-link" onClick={openLogs}>
          Open the logs at this moment
        </Button>
      </div>
      <AroundInLogs applicationRef={ref} at={thrown.at} />
    </section>
  );
}
