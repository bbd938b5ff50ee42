import { failed } from '#shared/model/sourceError.ts';
import type { InsightReader, InsightTopic } from '../insightReader.ts';
import { NOT_BUILT } from '../notBuilt.ts';

export function checkpointReader(_topic: InsightTopic<'checkpoint'>): InsightReader<'checkpoint'> {
  return { read: () => Promise.resolve(failed(NOT_BUILT)) };
}
