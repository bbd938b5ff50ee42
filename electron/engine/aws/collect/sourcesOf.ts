import type { MetricName } from '../../../clients/aws/cloudWatch.ts';
import type { ManagedApplication } from '../../../clients/aws/describeManaged.ts';

/** What an application reads and writes, by name. */
export interface Sources {
  readonly streams: readonly string[];
  readonly topics: readonly string[];
}

const STREAM_ARN = /arn:aws[a-z-]*:kinesis:[a-z0-9-]+:\d{12}:stream\/([\w.-]+)/g;

/**
 * The Kinesis streams and Kafka topics of an application: those that its connectors report of (dimensions `Id` and `Topic`), and those that
 * its runtime properties name, as the ARN of a stream or under a key such as `input.stream.name` or `kafka.topic`.
 */
export function sourcesOf(names: readonly Pick<MetricName, 'dimensions'>[], described: ManagedApplication | null): Sources {
  const streams = new Set<string>();
  const topics = new Set<string>();
  for (const { dimensions } of names) {
    if (dimensions['Id'] !== undefined && dimensions['Flow'] !== undefined) streams.add(dimensions['Id']);
    if (dimensions['Topic'] !== undefined) topics.add(dimensions['Topic']);
  }
  const properties = (described?.configuration ?? []).filter(({ id }) => id.startsWith('properties-'));
  for (const { label, value } of properties.flatMap(({ entries }) => entries)) {
    if (value === null) continue;
    for (const [, stream] of value.matchAll(STREAM_ARN)) if (stream !== undefined) streams.add(stream);
    if (/stream[._-]?name$/i.test(label) && /^[\w.-]{1,128}$/.test(value)) streams.add(value);
    if (/topics?([._-]?name)?$/i.test(label))
      for (const topic of value.split(',')) if (/^[\w.-]{1,249}$/.test(topic.trim())) topics.add(topic.trim());
  }
  return { streams: [...streams].sort(), topics: [...topics].sort() };
}
