import { processedRecord } from '../../logs/chatter.ts';
import type { Fault } from '../fault.ts';
import { flood } from '../moments.ts';
import { slowedTo, strainOn } from '../strains.ts';
import { isOperator, verticesWhere, withRecords } from '../victims.ts';

const TAKES = { mild: 0.9, clear: 0.6, severe: 0.35 };
const COMPUTING = 0.4;

export const perRecordLogging: Fault = {
  problem: 'per-record-logging',
  title: 'An operator writes a log record for every record',
  truth: 'A line that logs every record was left in one operator: its threads queue for the log appender.',
  victims: (blueprint) =>
    blueprint.logLevel === 'INFO' || blueprint.logLevel === 'DEBUG'
      ? withRecords(blueprint, verticesWhere(blueprint, isOperator))
      : [],
  strain(context, strain) {
    strainOn(strain, context.vertex).logging += slowedTo(TAKES, context, { computing: COMPUTING });
  },
  logs: (context) => flood(context, (n) => processedRecord(context.vertex.blueprint, context.job, context.key, n)),
};
