import type { Topic, TopicKind } from '#shared/contract/topics.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { NetworkFault } from '#shared/simulation/control.ts';

/** A source of the app's data, and where on screen its data is. */
export interface Place {
  readonly service: NetworkFault['service'];
  /** As the app calls it. */
  readonly source: string;
  /** In the documentation. */
  readonly shows: string;
  readonly topic: (application: ApplicationRef) => Topic;
  /** The data is one part of its topic, which is live without it: the reason is told in words there, and by the collector. */
  readonly partly?: true | undefined;
  /** So many worlds share its disturbances: one that is asked rarely takes its time. */
  readonly scenes: number;
  /** Data of other sources, which goes on meanwhile. */
  readonly others: (application: ApplicationRef) => readonly Topic[];
}

const fleet = ({ connection }: ApplicationRef): Topic => ({ kind: 'fleet', connection });
const of =
  (kind: Extract<TopicKind, 'job' | 'metrics' | 'activity' | 'logTail' | 'application'>) =>
  (ref: ApplicationRef): Topic => ({ kind, ref });
const charts = (ref: ApplicationRef): Topic => ({ kind: 'charts', ref, minutes: 60 });

export const places: readonly Place[] = [
  {
    service: 'kinesisanalytics',
    scenes: 1,
    source: 'Managed Service for Apache Flink',
    shows: 'fleet, application',
    topic: fleet,
    others: (ref) => [charts(ref), of('logTail')(ref)],
  },
  {
    service: 'monitoring',
    scenes: 1,
    source: 'CloudWatch',
    shows: 'figures, charts',
    topic: charts,
    others: (ref) => [of('job')(ref), of('logTail')(ref)],
  },
  {
    service: 'logs',
    scenes: 1,
    source: 'CloudWatch Logs',
    shows: 'log',
    topic: of('logTail'),
    others: (ref) => [of('job')(ref), charts(ref)],
  },
  {
    service: 'cloudtrail',
    scenes: 3,
    source: 'CloudTrail',
    shows: 'who did what',
    topic: of('activity'),
    partly: true,
    others: (ref) => [of('job')(ref), charts(ref)],
  },
  {
    service: 'flink',
    scenes: 1,
    source: 'Flink REST',
    shows: 'job, graph, checkpoints',
    topic: of('job'),
    others: (ref) => [charts(ref), of('logTail')(ref)],
  },
];
