import type { Topic } from '#shared/contract/topics.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Watcher } from './watcher.ts';

/** A connection, and what watches it. */
export interface Watched {
  readonly connection: Connection;
  readonly watcher: Watcher;
}

/** Whose a topic is; null: of the app as a whole. */
export const connectionOf = (topic: Topic): string | null =>
  'connection' in topic ? topic.connection : 'ref' in topic ? topic.ref.connection : null;
