import type { ApplicationStatus } from '#shared/model/application.ts';
import type { Answer, ApplicationRequest } from '#shared/simulation/requests.ts';
import type { ApplicationSettings } from '#shared/simulation/settings.ts';
import { STEP } from '#shared/simulation/types.ts';
import { MINUTE, millis } from '#shared/units/units.ts';
import { lonely } from './worlds.ts';

/** What an owner can ask, without saying of which application. */
type Asked = ApplicationRequest extends infer R ? (R extends { readonly kind: string } ? Omit<R, 'name'> : never) : never;

/** One application by itself, with verbs for what its owner does. */
export function owned(blueprint: string, settings: Parameters<typeof lonely>[1] = {}) {
  const each = lonely(blueprint, { history: millis(10 * MINUTE), ...settings });
  const { world, application } = each;
  const ask = (request: Asked): Answer => world.home.request({ name: application.name, ...request });
  /** Asks, and fails the test when the service refuses; returns the operation. */
  const done = (request: Asked): string | null => {
    const answer = ask(request);
    if (!answer.ok) throw new Error(`${answer.error.kind}: ${answer.error.message}`);
    return answer.value.operation;
  };
  const step = () => world.advanceTo(millis(world.now + STEP));
  return {
    ...each,
    ask,
    done,
    step,
    /** Name of the exception, or `accepted`. */
    answer: (request: Asked): string => {
      const answer = ask(request);
      return answer.ok ? 'accepted' : answer.error.kind;
    },
    update: (change: Partial<ApplicationSettings>) =>
      done({
        kind: 'update',
        version: { id: application.versionId },
        settings: { ...application.settings, ...change },
        operation: 'UpdateApplication',
      }),
    /** Steps until the status has come; the statuses on the way. */
    until: (status: ApplicationStatus, minutes = 30): ApplicationStatus[] => {
      const seen: ApplicationStatus[] = [application.status];
      for (let i = 0; i < minutes * 4 && application.status !== status; i++) {
        step();
        if (seen.at(-1) !== application.status) seen.push(application.status);
      }
      if (application.status !== status) throw new Error(`After ${seen.join(', ')} it is not ${status} yet.`);
      return seen;
    },
    operation: (id: string | null) => application.operations.find((each) => each.id === id),
  };
}

export type Owned = ReturnType<typeof owned>;
