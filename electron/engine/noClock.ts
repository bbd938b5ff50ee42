import type { SourceError } from '#shared/model/sourceError.ts';

/** Only a simulator's time can be changed. */
export const noClock: SourceError = {
  kind: 'bad-request',
  source: 'Streamgauge',
  message: 'This connection lives in real time.',
  remedy: 'Choose a connection to a simulator to change its clock.',
};
