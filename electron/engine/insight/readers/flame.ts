import { failed } from '#shared/model/sourceError.ts';
import type { InsightReader, InsightTopic } from '../insightReader.ts';
import { NOT_BUILT } from '../notBuilt.ts';

export function flameReader(_topic: InsightTopic<'flame'>): InsightReader<'flame'> {
  return { read: () => Promise.resolve(failed(NOT_BUILT)) };
}
