import type { VertexDetail } from '#shared/model/insight/vertex.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { Then } from './pastParts.ts';
import { missing } from './pastParts.ts';

export const vertexThen = (_then: Then, _application: string, _vertex: string): Snapshot<VertexDetail> =>
  missing('Not built yet.');
