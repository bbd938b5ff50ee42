import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useCursor } from '#renderer/store/useCursor.ts';
import { useRemembered } from '#renderer/store/useRemembered.ts';
import { Age } from '#renderer/ui/Age.tsx';
import { counted } from '#renderer/ui/wording.ts';
import { refKey } from '#shared/model/application.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { TaskManagers } from '#shared/model/insight/taskManagers.ts';
import type { Millis } from '#shared/units/units.ts';
import { JobManagerDetails } from './JobManagerDetails.tsx';
import { ProcessDetails } from './ProcessDetails.tsx';
import { ProcessTable } from './ProcessTable.tsx';
import { TaskManagerDetails } from './TaskManagerDetails.tsx';

const JOB_MANAGER = 'jobmanager';

interface TaskManagersViewProps {
  readonly applicationRef: ApplicationRef;
  readonly value: TaskManagers;
  /** When it was told. */
  readonly at: Millis;
}

/** All processes of a cluster, and one of them in full. */
export function TaskManagersView({ applicationRef: ref, value, at }: TaskManagersViewProps) {
  const { taskManagers, jobManager, unplaced, lost } = value;
  const [chosen, choose] = useRemembered<string | null>(`taskManagers.process ${refKey(ref)}`, null);
  const live = useCursor().at === null;
  const shown = taskManagers.find(({ id }) => id === chosen);
  const unread = taskManagers.filter(({ readAt }) => readAt === null).length;
  const close = (): void => choose(null);
  return (
    <SpaceBetween size="m">
      {lost.length > 0 && <Lost lost={lost} connection={ref.connection} />}
      <ProcessTable
        taskManagers={taskManagers}
        connection={ref.connection}
        at={at}
        chosen={shown?.id ?? null}
        onChoose={choose}
      />
      {(unplaced > 0 || unread > 0) && (
        <Box color="text-body-secondary">
          {unplaced > 0 &&
            `Where the subtasks of ${counted(unplaced, 'vertex').replace('vertexs', 'vertices')} run is not known (yet): of a large job some are asked with each poll. `}
          {unread > 0 && `The figures of ${counted(unread, 'task manager')} come with the next polls.`}
        </Box>
      )}
      {shown !== undefined && (
        <ProcessDetails
          key={shown.id}
          applicationRef={ref}
          process={shown.id}
          title={`Task manager ${shown.endpoint}`}
          description={shown.id}
          live={live}
          onClose={close}
        >
          <TaskManagerDetails applicationRef={ref} taskManager={shown} />
        </ProcessDetails>
      )}
      {chosen === JOB_MANAGER ? (
        <ProcessDetails
          applicationRef={ref}
          process={JOB_MANAGER}
          title="Job manager"
          description="Coordinates the job: checkpoints, restarts, where subtasks run."
          live={live}
          onClose={close}
        >
          {jobManager === null ? <NoFigures /> : <JobManagerDetails jobManager={jobManager} />}
        </ProcessDetails>
      ) : (
        <Container
          header={
            <Header variant="h2" actions={<Button onClick={() => choose(JOB_MANAGER)}>Logs and threads</Button>}>
              Job manager
            </Header>
          }
        >
          {jobManager === null ? <NoFigures /> : <JobManagerDetails jobManager={jobManager} />}
        </Container>
      )}
    </SpaceBetween>
  );
}

const NoFigures = () => <Box color="text-body-secondary">The job manager’s metrics are not told.</Box>;

function Lost({ lost, connection }: { readonly lost: TaskManagers['lost']; readonly connection: string }) {
  return (
    <Alert type="warning" header={`${counted(lost.length, 'task manager')} not registered any more`}>
      <ul className="lost-processes">
        {lost.slice(0, 8).map(({ id, endpoint, lastHeartbeat, missedAt }) => (
          <li key={id}>
            {endpoint}: missed since <Age at={missedAt} connection={connection} ago />, last heartbeat{' '}
            <Age at={lastHeartbeat} connection={connection} ago />. One that comes back has a new id.
          </li>
        ))}
      </ul>
    </Alert>
  );
}
