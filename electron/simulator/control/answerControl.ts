import { jsonReply } from '../http/request.ts';
import type { Reply, SimulatorRequest } from '../http/request.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { RequestEntry, SimulatorState } from '#shared/simulation/control.ts';
import { sameText } from '../../sameText.ts';
import type { NetworkFaults } from '../network/networkFaults.ts';
import type { Stage } from '../stage.ts';
import { changeClock, changeFault, changeNetwork, startScenario } from './changes.ts';
import { refuse } from './readBody.ts';
import type { Refusal } from './readBody.ts';
import { scenarioList, truthOf } from './told.ts';

export const CONTROL_PREFIX = '/control/';

export interface ControlOptions {
  /** In the path of every request. */
  readonly token: string;
  readonly stage: Stage;
  readonly network: NetworkFaults;
  readonly state: () => SimulatorState;
  readonly requests: () => readonly RequestEntry[];
}

const questions: Readonly<Record<string, (options: ControlOptions) => unknown>> = {
  state: ({ state }) => state(),
  scenarios: ({ stage }) => scenarioList(stage.current),
  truth: ({ stage }) => truthOf(stage.current),
  requests: ({ requests }) => ({ requests: requests() }),
};
const changes: Readonly<Record<string, (request: SimulatorRequest, options: ControlOptions) => Promise<Result<null, Refusal>>>> =
  {
    clock: (request, { stage }) => changeClock(request, stage),
    fault: (request, { stage }) => changeFault(request, stage),
    network: (request, { stage, network }) => changeNetwork(request, stage, network),
    scenario: (request, { stage }) => startScenario(request, stage),
  };

/** The interface of shared/simulation/control.ts. */
export async function answerControl(request: SimulatorRequest, options: ControlOptions): Promise<Reply> {
  const done = await obey(request, options);
  if (!done.ok) return jsonReply(done.error.status, { error: done.error.sentence });
  return jsonReply(200, done.value, { 'content-type': 'application/json; charset=UTF-8', 'cache-control': 'no-store' });
}

async function obey(request: SimulatorRequest, options: ControlOptions): Promise<Result<unknown, Refusal>> {
  const [given = '', ...rest] = request.path.slice(CONTROL_PREFIX.length).split('/');
  if (!sameText(given, options.token)) return refuse(403, 'The secret in the address is missing or wrong.');
  const name = rest.join('/');
  const question = Object.hasOwn(questions, name) ? questions[name] : undefined;
  const change = Object.hasOwn(changes, name) ? changes[name] : undefined;
  if (question !== undefined) return request.method === 'GET' ? ok(question(options)) : refuse(405, `${name} is asked with GET.`);
  if (change === undefined) return refuse(404, `There is no ${name === '' ? 'answer here' : name}: ${ALL}.`);
  if (request.method !== 'POST') return refuse(405, `${name} is asked with POST.`);
  const changed = await change(request, options);
  return changed.ok ? ok(options.state()) : changed;
}

const ALL = [...Object.keys(questions), ...Object.keys(changes)].join(', ').replace(/, (\w+)$/, ' or $1');
