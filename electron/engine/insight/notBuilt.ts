import type { SourceError } from '#shared/model/sourceError.ts';

/** Stands in the places that are being built; removed with the last of them. */
export const NOT_BUILT: SourceError = { kind: 'unexpected', source: 'Streamgauge', message: 'Not built yet.', remedy: 'Wait.' };
