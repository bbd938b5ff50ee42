import { setImmediate } from 'node:timers/promises';
import type { Topic, TopicSnapshot } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { Millis } from '#shared/units/units.ts';
import type { History } from '../../history/history.ts';
import { CONNECTION } from './keptShapes.ts';
import { activityThen, alarmsThen, logGroupsThen, logTailThen, metricsThen } from './past/happenedThen.ts';
import { clusterChartsThen, clusterDetailThen, clusterFleetThen } from './past/clusterThen.ts';
import { chartsThen, detailThen, jobThen, summaryThen, wasListed } from './past/managedThen.ts';
import { alarmStatusThen, applicationAlarmsThen } from './past/alarmStatusThen.ts';
import { checkpointThen } from './past/checkpointThen.ts';
import { failuresThen } from './past/failuresThen.ts';
import { taskManagersThen } from './past/taskManagersThen.ts';
import { vertexThen } from './past/vertexThen.ts';
import type { Then } from './past/pastParts.ts';
import { live, missing, stateThen } from './past/pastParts.ts';
import { watchedAt } from './watchStretches.ts';

export { markers } from './past/markers.ts';

/**
 * What a topic showed at a moment, computed again from what is kept by the code that computes it live. Its snapshot is `live` with the
 * moment that it describes, or `failed` with what is missing. A large fleet is read in pieces, between which everything else goes on.
 */
export async function past(history: History, connection: Connection, topic: Topic, at: Millis): Promise<TopicSnapshot> {
  const moment = watchedAt(history, connection.id, at);
  const snapshot = moment === null ? missing(NOTHING) : await snapshotThen({ history, connection, moment }, topic);
  return { kind: topic.kind, key: topicKey(topic), snapshot } as TopicSnapshot;
}

const NOTHING = 'Nothing is kept of this connection from that time or before.';
const LIVE_ONLY = 'Flink tells flame graphs of now only; of the past there are the captures that were taken.';
const ofNow = ({ kind }: Topic): string => `What is shown here is of now: of “${kind}” nothing is kept over time.`;
const NOT_THERE = 'There was no such application at that time, or it is not kept.';

async function snapshotThen(then: Then, topic: Topic): Promise<Snapshot<unknown>> {
  switch (topic.kind) {
    case 'fleet':
      return live(await fleetThen(then), then.moment);
    case 'alarms':
      return alarmsThen(then);
    case 'alarmStatus':
      return alarmStatusThen(then);
    case 'applicationAlarms':
    case 'application':
    case 'job':
    case 'charts':
    case 'activity':
    case 'logGroups':
    case 'logTail':
    case 'metrics':
    case 'vertex':
    case 'checkpoint':
    case 'failures':
    case 'taskManagers':
    case 'flame':
      return applicationThen(then, topic);
    default:
      return missing(ofNow(topic), 'Go back to now.');
  }
}

async function fleetThen(then: Then): Promise<ApplicationSummary[]> {
  const { history, connection, moment } = then;
  const ids = history.records.applications(connection.id, 'state', moment).filter((id) => id !== CONNECTION);
  if (connection.kind === 'flink') return clusterFleetThen(then, ids);
  const rows: ApplicationSummary[] = [];
  for (const id of ids) {
    const state = stateThen(then, id);
    if (wasListed(state)) rows.push(summaryThen(then, id, state));
    // Each takes some milliseconds: polls and other viewers have their turn after it.
    await setImmediate();
  }
  return rows.sort((a, b) => a.name.localeCompare(b.name));
}

type OfApplication = Extract<Topic, { ref: unknown }>;

function applicationThen(then: Then, topic: OfApplication): Snapshot<unknown> {
  const { id } = topic.ref;
  const isCluster = then.connection.kind === 'flink';
  const state = stateThen(then, id);
  if (state === null || state.gone) return missing(NOT_THERE);
  switch (topic.kind) {
    case 'job': {
      const job = jobThen(then, id);
      return job.state === 'stale' ? live(job.value, job.at) : job;
    }
    case 'application':
      if (isCluster) return clusterDetailThen(then, id);
      return wasListed(state) ? detailThen(then, id, state) : missing(NOT_THERE);
    case 'charts':
      if (isCluster) return clusterChartsThen(then, id, topic.minutes);
      return wasListed(state) ? chartsThen(then, id, state, topic.minutes) : missing(NOT_THERE);
    case 'activity':
      return activityThen(then, id);
    case 'logGroups':
      return logGroupsThen(then, id, topic.minutes);
    case 'logTail':
      return logTailThen(then, id);
    case 'metrics':
      return metricsThen(then, id);
    case 'vertex':
      return vertexThen(then, id, topic.vertex);
    case 'checkpoint':
      return checkpointThen(then, id, topic.id, topic.job);
    case 'failures':
      return failuresThen(then, id);
    case 'taskManagers':
      return taskManagersThen(then, id);
    case 'applicationAlarms':
      return wasListed(state) ? applicationAlarmsThen(then, id, state) : missing(NOT_THERE);
    case 'flame':
      return missing(LIVE_ONLY, 'Open one of the captures, or go back to now.');
    default:
      return missing(ofNow(topic), 'Go back to now.');
  }
}
