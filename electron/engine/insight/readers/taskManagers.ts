import { failed } from '#shared/model/sourceError.ts';
import type { InsightReader, InsightTopic } from '../insightReader.ts';
import { NOT_BUILT } from '../notBuilt.ts';

export function taskManagersReader(_topic: InsightTopic<'taskManagers'>): InsightReader<'taskManagers'> {
  return { read: () => Promise.resolve(failed(NOT_BUILT)) };
}
