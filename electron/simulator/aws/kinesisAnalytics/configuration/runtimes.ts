import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { AwsError } from '../../awsError.ts';
import { refused } from '../../awsError.ts';
import { oneOf } from '../../input.ts';
import { invalidArgument } from '../arns.ts';

export const runtimeEnvironment = oneOf([
  'SQL-1_0',
  'FLINK-1_6',
  'FLINK-1_8',
  'ZEPPELIN-FLINK-1_0',
  'FLINK-1_11',
  'FLINK-1_13',
  'ZEPPELIN-FLINK-2_0',
  'FLINK-1_15',
  'ZEPPELIN-FLINK-3_0',
  'FLINK-1_18',
  'FLINK-1_19',
  'FLINK-1_20',
  'FLINK-2_2',
  'FLINK-2_3',
]);

export const applicationMode = oneOf(['STREAMING', 'INTERACTIVE']);
type Mode = 'STREAMING' | 'INTERACTIVE';

/** Those who have an application with one of these keep it; new ones are not made. */
const RETIRED = ['FLINK-1_6', 'FLINK-1_8', 'FLINK-1_11', 'FLINK-1_13', 'ZEPPELIN-FLINK-1_0', 'ZEPPELIN-FLINK-2_0'];

/** Which kind of application a runtime makes. */
export function modeOf(runtime: string, asked: Mode | undefined): Result<Mode, AwsError> {
  if (runtime.startsWith('SQL'))
    return refused(
      'UnsupportedOperationException',
      'Kinesis Data Analytics for SQL is discontinued: new SQL applications cannot be created. ' +
        'Use Managed Service for Apache Flink or Managed Service for Apache Flink Studio.',
    );
  if (RETIRED.includes(runtime))
    return refused(
      'UnsupportedOperationException',
      `The runtime environment ${runtime} is no longer supported for new applications. Use a newer one.`,
    );
  const notebook = runtime.startsWith('ZEPPELIN');
  if (notebook !== (asked === 'INTERACTIVE'))
    return invalidArgument(
      `The runtime environment ${runtime} needs the ApplicationMode ${notebook ? 'INTERACTIVE' : 'STREAMING'}.`,
    );
  return ok(notebook ? 'INTERACTIVE' : 'STREAMING');
}

/** Orders the runtimes of streaming applications. */
function rankOf(runtime: string): number {
  const [, major, minor] = /^FLINK-(\d+)_(\d+)$/.exec(runtime) ?? [];
  return Number(major) * 1000 + Number(minor);
}

/** Flink's version can be updated in place; what kind of application it is cannot. */
export const checkUpgrade = (from: string, to: string): Result<null, AwsError> =>
  from === to || (from.startsWith('FLINK') && to.startsWith('FLINK'))
    ? ok(null)
    : refused('UnsupportedOperationException', `The runtime environment ${from} cannot be updated to ${to}.`);

/** Enhanced snapshots need Flink 1.20 or later. */
export const hasEnhancedSnapshots = (runtime: string): boolean => rankOf(runtime) >= rankOf('FLINK-1_20');
