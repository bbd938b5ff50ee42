import type { JobState } from '#shared/model/job.ts';
import { ok } from '#shared/model/sourceError.ts';
import { badParameter, noSuchApplication } from '../flinkError.ts';
import { jobSummary } from '../jobs/job.ts';
import type { Handler } from '../resolve.ts';
import { ID } from '../resolve.ts';
import type { FlinkAnswer, FlinkScope, JobScope } from '../scope.ts';
import { endOf } from '../scope.ts';

/** Applications have fewer states than jobs. */
const STATES = ['CREATED', 'RUNNING', 'FAILING', 'FAILED', 'CANCELING', 'CANCELED', 'FINISHED'] as const;
type ApplicationState = (typeof STATES)[number];

function stateOf(state: JobState): ApplicationState {
  const plain = state === 'CANCELLING' ? 'CANCELING' : state;
  return STATES.find((each) => each === plain) ?? (state === 'INITIALIZING' ? 'CREATED' : 'RUNNING');
}

/** To Flink 2 each job belongs to an application, here of its own. */
function summaryOf(scope: JobScope) {
  const { job, now } = scope;
  const end = endOf(scope, job.state);
  return {
    id: job.id,
    name: `SingleJobApplication(${job.name})`,
    'start-time': job.started,
    'end-time': end,
    duration: (end < 0 ? now : end) - job.started,
    status: stateOf(job.state),
  };
}

/** GET /applications/overview */
export const applicationsOverview = (scope: FlinkScope): FlinkAnswer =>
  ok({
    applications: scope.application.jobs.map((job) => ({ ...summaryOf({ ...scope, job }), jobs: { [job.state]: 1 } })),
  });

/** Hands a handler the job of the application that the path names. */
export const ofApplication =
  (handler: (scope: JobScope) => FlinkAnswer): Handler =>
  (scope, { application: id = '' }) => {
    if (!ID.test(id)) return badParameter('applicationid', id);
    const job = scope.application.jobs.find((each) => each.id === id.toLowerCase());
    return job === undefined ? noSuchApplication(id) : handler({ ...scope, job });
  };

/** GET /applications/:application */
export function applicationDetail(scope: JobScope): FlinkAnswer {
  const summary = summaryOf(scope);
  const { started, state, ended } = scope.job;
  const known: Partial<Record<ApplicationState, number>> = { CREATED: started, RUNNING: started };
  const never = Object.fromEntries(STATES.map((each) => [each, 0]));
  const last = known[stateOf(state)] === undefined ? { [stateOf(state)]: ended ?? started } : {};
  return ok({ ...summary, timestamps: { ...never, ...known, ...last }, jobs: [jobSummary(scope)] });
}

/** GET /applications/:application/exceptions: of its main method, which has run. */
export const applicationExceptions = (): FlinkAnswer => ok({ exceptionHistory: { entries: [] } });
