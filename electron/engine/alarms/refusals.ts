import type { SourceError } from '#shared/model/sourceError.ts';

/* Why alarms are not planned, written or taken back: each is said in one way, whoever finds it. */

export const NOT_WATCHED: SourceError = {
  kind: 'not-found',
  source: 'Streamgauge',
  message: 'This connection is not watched.',
  remedy: 'Switch it on in the settings.',
};

export const NO_ALARMS: SourceError = {
  kind: 'not-found',
  source: 'Flink REST',
  message: 'A Flink cluster of your own has no alarms in CloudWatch.',
  remedy: 'Choose a connection to AWS.',
};

export const OTHER_SOURCE: SourceError = {
  kind: 'not-found',
  source: 'Streamgauge',
  message: 'The connection is another one since this was planned: nothing was written by this plan any more.',
  remedy: 'Plan again.',
};

export const NOTHING_TO_UNDO: SourceError = {
  kind: 'not-found',
  source: 'Streamgauge',
  message: 'There is nothing to undo: this was undone already, or nothing is kept of it any more.',
  remedy: 'Look at the audit log.',
};

export const notPlanned = (name: string): SourceError => ({
  kind: 'bad-request',
  source: 'Streamgauge',
  message: `The plan has no alarm “${name}”: nothing was written.`,
  remedy: 'Plan again.',
});

export const NONE_LISTED: SourceError = {
  kind: 'not-found',
  source: 'Streamgauge',
  message: 'None of these applications is listed by the connection now.',
  remedy: 'Wait until its applications are listed, or choose others.',
};

export const regionNotWatched = (region: string): SourceError => ({
  kind: 'not-found',
  source: 'Streamgauge',
  message: `Nothing is watched in ${region} now.`,
  remedy: 'Wait until the connection is there again.',
});

export const CHANGED_SINCE_PLAN: SourceError = {
  kind: 'bad-request',
  source: 'Streamgauge',
  message: 'The account has another alarm of this name now than when it was planned: it was left as it is.',
  remedy: 'Plan again and look at what has changed.',
};

export const ENDED: SourceError = {
  kind: 'unreachable',
  source: 'Streamgauge',
  message: 'Streamgauge was ended before this was sent.',
  remedy: 'Plan again; what was written before can be undone.',
};

/** Stands in the log while it is sent, and stays if we are ended meanwhile. */
export const CUT_SHORT: SourceError = {
  kind: 'unexpected',
  source: 'Streamgauge',
  message: 'How it ended is not known: Streamgauge waits for the answer, or was ended while it did.',
  remedy: 'Look at the alarm in CloudWatch; undoing it finds out as well.',
};

export const OTHER_ACCOUNT: SourceError = {
  kind: 'bad-request',
  source: 'Streamgauge',
  message:
    'The account that the connection leads to now is not known to be the one that this was written to: nothing was changed.',
  remedy: 'Let the connection lead to that account again, and wait until its applications are listed.',
};

export const CHANGED_SINCE_WRITE: SourceError = {
  kind: 'bad-request',
  source: 'Streamgauge',
  message: 'Somebody has changed this alarm since it was written: it was left as it is.',
  remedy: 'Change it in CloudWatch; what it was before is in the audit log.',
};

export const DELETED_SINCE_WRITE: SourceError = {
  kind: 'not-found',
  source: 'Streamgauge',
  message: 'Somebody has deleted this alarm since it was changed: it was not made again.',
  remedy: 'Create it anew if it is needed.',
};
