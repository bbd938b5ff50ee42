import { thrownByReader } from '../../logs/stackTraces.ts';
import type { Fault } from '../fault.ts';
import { crashNow } from '../moments.ts';
import { sourcesWhere } from '../victims.ts';
import { blockPartner } from './partners.ts';

const LIVES = { mild: 300, clear: 75, severe: 15 };
/** Where the trust store was in the image of an older runtime. */
const OLD = '/usr/local/openjdk-8/lib/security/cacerts';

export const truststorePathNotFound: Fault = {
  problem: 'truststore-path-not-found',
  title: 'The trust store is looked for where it was in an older image',
  truth:
    'A property names the path of the trust store as it was under Java 8. In the image that runs now there is no such file, so the Kafka client cannot be made.',
  victims: (blueprint) => sourcesWhere(blueprint, ({ kind, arrivals }) => kind === 'kafka' && arrivals.mean > 100),
  settings: ({ properties }) => ({
    properties: [...properties, { id: 'KafkaSecurity', values: { 'ssl.truststore.location': OLD } }],
  }),
  strain: blockPartner,
  failure(context) {
    const at = crashNow(context, LIVES);
    if (at === null) return null;
    const thrown = thrownByReader(
      'org.apache.kafka.common.KafkaException: Failed to construct kafka consumer',
      `org.apache.kafka.common.KafkaException: Failed to load SSL keystore ${OLD} of type JKS`,
      `java.nio.file.NoSuchFileException: ${OLD}`,
    );
    return { at, thrown, vertex: context.vertex.id, losesMachine: false, memory: null };
  },
};
