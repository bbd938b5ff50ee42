import type { Topic } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';

/** Who shows what. */
interface Followers {
  /** What is shown by at least one. */
  topics(): readonly Topic[];
  /** Shows a topic until the returned function is called. */
  follow(topic: Topic): () => void;
}

/** Counts who shows which topic: two are as one. `changed` is told when a topic has its first or has lost its last. */
export function countFollowers(changed: () => void): Followers {
  const followed = new Map<string, { readonly topic: Topic; readonly count: number }>();
  return {
    topics: () => Array.from(followed.values(), ({ topic }) => topic),
    follow(topic) {
      const key = topicKey(topic);
      const count = followed.get(key)?.count ?? 0;
      followed.set(key, { topic, count: count + 1 });
      if (count === 0) changed();
      let over = false;
      return () => {
        if (over) return;
        over = true;
        const left = (followed.get(key)?.count ?? 1) - 1;
        if (left > 0) {
          followed.set(key, { topic, count: left });
          return;
        }
        followed.delete(key);
        changed();
      };
    },
  };
}
