import type { Topic, TopicKind } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { valueOf } from '#shared/model/snapshot.ts';

/** What is shown of a job itself: who looks at one of these looks at the job. */
export const jobKinds = [
  'job',
  'sight',
  'vertex',
  'checkpoint',
  'failures',
  'taskManagers',
  'flame',
] as const satisfies readonly TopicKind[];

/** What somebody looks at now, of one connection. */
export interface Attention {
  /** Returns what was not looked at before. */
  set(topics: readonly Topic[]): readonly Topic[];
  all(): readonly Topic[];
  /** Without an application: is any topic of that kind followed? */
  on(kinds: readonly TopicKind[], application?: string): boolean;
}

export function attention(): Attention {
  let followed: readonly Topic[] = [];
  return {
    set(topics) {
      const before = new Set(followed.map(topicKey));
      followed = topics;
      return topics.filter((topic) => !before.has(topicKey(topic)));
    },
    all: () => followed,
    on: (kinds, application) =>
      followed.some(
        (topic) => kinds.includes(topic.kind) && (application === undefined || ('ref' in topic && topic.ref.id === application)),
      ),
  };
}

/** Applications in an incident: they are polled as if somebody looked at them. Without an application: is any? */
export function incidents(fleet: () => Snapshot<readonly ApplicationSummary[]>): (application?: string) => boolean {
  let seen: readonly ApplicationSummary[] | undefined;
  let sick: ReadonlySet<string> = new Set();
  return (application) => {
    const now = valueOf(fleet());
    if (now !== seen) {
      seen = now;
      sick = new Set(now?.filter(({ health }) => inIncident(health)).map(({ ref }) => ref.id));
    }
    return application === undefined ? sick.size > 0 : sick.has(application);
  };
}

const inIncident = ({ level }: ApplicationSummary['health']): boolean => level === 'critical' || level === 'warning';
