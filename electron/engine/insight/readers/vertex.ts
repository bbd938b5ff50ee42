import { failed } from '#shared/model/sourceError.ts';
import type { InsightReader, InsightTopic } from '../insightReader.ts';
import { NOT_BUILT } from '../notBuilt.ts';

export function vertexReader(_topic: InsightTopic<'vertex'>): InsightReader<'vertex'> {
  return { read: () => Promise.resolve(failed(NOT_BUILT)) };
}
