import type { Blueprint } from '../blueprint.ts';
import {
  customCheckpointing,
  forward,
  hash,
  hours,
  jar,
  keeps,
  operator,
  read,
  sink,
  streaming,
  topic,
  vertex,
} from './parts.ts';

/** A batch job: what it reads is there from the beginning, and when it has read all of it, it finishes. */
export const dailySettlement: Blueprint = streaming({
  id: 'daily-settlement',
  description: 'Settles the payments of the day before, merchant by merchant',
  parallelism: 4,
  autoScaling: false,
  metricsLevel: 'TASK',
  checkpointing: customCheckpointing(120, 30),
  code: jar('daily-settlement-1.3.0.jar', 36),
  sources: [
    {
      ...topic(
        'payments',
        'payments.settled',
        8,
        { mean: 0, swing: 0, peak: 0, noise: 0 },
        { recordBytes: 310, readLimit: 1_200 },
      ),
      bounded: 7_200_000,
    },
  ],
  properties: [{ id: 'Settlement', values: { 'scan.startup.mode': 'earliest-offset', 'scan.bounded.mode': 'latest-offset' } }],
  jobs: [
    {
      name: 'Daily settlement',
      vertices: [
        vertex('payments-source', [read('Source: payments', 160), operator('Parse payment', 140)], { source: 'payments' }),
        vertex('merchants', [operator('Sum per merchant', 240, { state: keeps(60, hours(24), 90), selectivity: 0.02 })]),
        vertex('statements', [sink('statements: Writer', 900, { kind: 's3', name: 's3a://settlement/statements' })]),
      ],
      edges: [hash('payments-source', 'merchants', 310), forward('merchants', 'statements', 420)],
    },
  ],
});
