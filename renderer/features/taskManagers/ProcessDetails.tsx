import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useRemembered } from '#renderer/store/useRemembered.ts';
import { applicationPath } from '#renderer/ui/paths.ts';
import { writeKept } from '#renderer/ui/useKept.ts';
import { refKey } from '#shared/model/application.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { ProcessLogView } from './ProcessLogView.tsx';

interface ProcessDetailsProps {
  readonly applicationRef: ApplicationRef;
  /** `jobmanager`, or the id of a task manager. */
  readonly process: string;
  readonly title: string;
  readonly description: string;
  /** Logs are of now: in the past they are not offered. */
  readonly live: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** One process: its figures, its logs, and the way to its threads. */
export function ProcessDetails({
  applicationRef: ref,
  process,
  title,
  description,
  live,
  onClose,
  children,
}: ProcessDetailsProps) {
  const [, navigate] = useLocation();
  const [, chooseForThreads] = useRemembered<string | null>(`threads.process ${refKey(ref)}`, null);
  const [logs, setLogs] = useState(false);
  const heading = useRef<HTMLSpanElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const toThreads = (): void => {
    chooseForThreads(process);
    writeKept('profiling-view', 'threads');
    navigate(`${applicationPath(ref)}/profiling`, { replace: true });
  };
  return (
    <section aria-label={title}>
      <Container
        header={
          <Header
            variant="h2"
            description={description}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                {live && <Button onClick={toThreads}>Its threads</Button>}
                <Button iconName="close" variant="icon" ariaLabel={`Close ${title}`} onClick={onClose} />
              </SpaceBetween>
            }
          >
            <span ref={heading} tabIndex={-1} className="page-heading">
              {title}
            </span>
          </Header>
        }
      >
        <SpaceBetween size="m">
          {children}
          {live && (
            <ExpandableSection headerText="Logs" expanded={logs} onChange={({ detail }) => setLogs(detail.expanded)}>
              {logs && <ProcessLogView applicationRef={ref} process={process} />}
            </ExpandableSection>
          )}
        </SpaceBetween>
      </Container>
    </section>
  );
}
