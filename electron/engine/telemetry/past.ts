import type { Topic, TopicSnapshot } from '#shared/contract/topics.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Marker } from '#shared/model/history.ts';
import type { Millis } from '#shared/units/units.ts';
import type { History } from '../../history/history.ts';

/**
 * What a topic showed at a moment, computed again from what is kept by the code that computes it live. Its snapshot is `live` with the
 * moment that it describes, or `failed` with what is missing.
 */
export function past(history: History, connection: Connection, topic: Topic, at: Millis): TopicSnapshot {
  throw new Error(`not built: ${history.status().mode}${connection.id}${topic.kind}${at}`);
}

/** What happened in `[from, to)`, oldest first. */
export function markers(
  history: History,
  question: { readonly connection: string; readonly application: string | null; readonly from: Millis; readonly to: Millis },
): Marker[] {
  throw new Error(`not built: ${history.status().mode}${question.from}`);
}
