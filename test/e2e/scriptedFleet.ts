import type { Settings } from '#shared/contract/settings.ts';
import { Settings as SettingsSchema } from '#shared/contract/settings.ts';
import type { Topic, TopicSnapshot } from '#shared/contract/topics.ts';
import type { ApplicationSummary } from '#shared/model/application.ts';
import type { Connection, ConnectionView } from '#shared/model/connection.ts';
import type { HistoryStatus } from '#shared/model/history.ts';
import { MINUTE, HOUR, bytes, millis } from '#shared/units/units.ts';
import { applicationSummary } from '#test/support/applicationSummary.ts';
import type { Script } from './scriptedHost.ts';

/** 14 October 2025, 14:17 UTC: what the scripted connections' clocks show, and stand at. */
export const NOW = millis(Date.UTC(2025, 9, 14, 14, 17));

export const AWS: Connection = {
  kind: 'aws',
  id: 'prod',
  name: 'Production',
  profile: 'prod',
  region: 'eu-west-1',
  endpoint: null,
};

export const viewOf = (connection: Connection, change: Partial<ConnectionView> = {}): ConnectionView => ({
  connection,
  watched: true,
  state: 'live',
  error: null,
  lastGood: null,
  nextTry: null,
  clock: { now: NOW, real: NOW, speed: 1, paused: true },
  prompt: null,
  ...change,
});

/** An application of the scripted connection, in a region. */
export const application = (name: string, change: Partial<ApplicationSummary> = {}): ApplicationSummary =>
  applicationSummary(name, {
    ref: { connection: AWS.id, id: `arn:aws:kinesisanalytics:eu-west-1:123456789012:application/${name}` },
    connectionName: AWS.name,
    region: 'eu-west-1',
    ...change,
  });

export const HISTORY: HistoryStatus = {
  mode: 'writing',
  notices: [],
  file: '/home/somebody/.config/streamgauge/history.sqlite',
  bytes: bytes(812_000_000),
  samples: 4_200_000,
  lines: 310_000,
  records: 5_400,
  oldest: millis(NOW - 9 * 24 * HOUR),
  bytesPerDay: bytes(96_000_000),
  waiting: 0,
};

export interface Scripted {
  readonly connections: readonly ConnectionView[];
  readonly fleet: readonly ApplicationSummary[];
  readonly settings: Settings;
  readonly history: HistoryStatus;
}

const usual: Scripted = {
  connections: [viewOf(AWS)],
  fleet: [application('orders'), application('clicks')],
  settings: SettingsSchema.parse({ connections: [AWS], watched: [AWS.id] }),
  history: HISTORY,
};

/** A small world that stands still: one connection with two applications. What is given replaces a part of it. */
export function scriptOf(change: Partial<Scripted> = {}, answers: Script['answers'] = {}): Script {
  const world = { ...usual, ...change };
  return {
    says: (topic) => liveOf(topic, world),
    answers: { 'markers.read': () => [], 'profiles.list': () => ({ profiles: [], files: [], notices: [] }), ...answers },
  };
}

function liveOf(topic: Topic, world: Scripted): TopicSnapshot['snapshot'] | undefined {
  switch (topic.kind) {
    case 'connections':
      return { state: 'live', value: [...world.connections], at: NOW };
    case 'settings':
      return { state: 'live', value: world.settings, at: NOW };
    case 'history':
      return { state: 'live', value: world.history, at: NOW };
    case 'fleet':
      return { state: 'live', value: [...world.fleet], at: millis(NOW - MINUTE) };
    default:
      return undefined;
  }
}
