import type { Topic, TopicKind } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';

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
