import type { SourceError } from '#shared/model/sourceError.ts';

export const NOT_BUILT: SourceError = {
  kind: 'not-found',
  source: 'Streamgauge',
  message: 'This is not built yet.',
  remedy: 'Wait.',
};
