import { thrownByReader } from '../../logs/stackTraces.ts';
import type { Fault } from '../fault.ts';
import { crashNow } from '../moments.ts';
import { sourcesWhere } from '../victims.ts';
import { blockPartner } from './partners.ts';

/** The client gives up after a minute. */
const LIVES = { mild: 260, clear: 120, severe: 70 };

export const vpcResourceUnreachable: Fault = {
  problem: 'vpc-resource-unreachable',
  title: 'The brokers in the VPC cannot be reached',
  truth: 'The application was given another security group, which the brokers’ own one does not let in: no broker answers.',
  victims: (blueprint) =>
    blueprint.vpc ? sourcesWhere(blueprint, ({ kind, arrivals }) => kind === 'kafka' && arrivals.mean > 100) : [],
  settings: ({ vpc }) => ({ vpc: vpc.map((each) => ({ ...each, securityGroupIds: ['sg-0c4e12ab90d7f6635'] })) }),
  strain: blockPartner,
  failure(context) {
    const at = crashNow(context, LIVES);
    if (at === null) return null;
    const thrown = thrownByReader(
      'org.apache.flink.util.FlinkRuntimeException: Failed to get metadata for the topics of the source.',
      'java.util.concurrent.ExecutionException: org.apache.kafka.common.errors.TimeoutException: Failed to update metadata after 60000 ms.',
      'org.apache.kafka.common.errors.TimeoutException: Failed to update metadata after 60000 ms.',
    );
    return { at, thrown, vertex: context.vertex.id, losesMachine: false, memory: null };
  },
};
