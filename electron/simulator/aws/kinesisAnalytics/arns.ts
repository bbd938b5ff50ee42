import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { SimulatedRegion } from '#shared/simulation/types.ts';
import type { AwsError } from '../awsError.ts';
import { refused } from '../awsError.ts';

export const invalidArgument = (message: string): Result<never, AwsError> => refused('InvalidArgumentException', message);

type Account = Pick<SimulatedRegion, 'name' | 'accountId'>;

export const applicationArn = ({ name, accountId }: Account, application: string): string =>
  `arn:aws:kinesisanalytics:${name}:${accountId}:application/${application}`;

export const snapshotArn = ({ name, accountId }: Account, snapshot: string): string =>
  `arn:aws:kinesisanalytics:${name}:${accountId}:snapshot/${snapshot}`;

const PARTITION = 'arn:aws(?:-[a-z]+)*';
const BUCKET = new RegExp(`^${PARTITION}:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`);
const ROLE = new RegExp(`^${PARTITION}:iam::(\\d{12}):role/[\\w+=,.@/-]+$`);
const LOG_STREAM = new RegExp(`^${PARTITION}:logs:([a-z0-9-]+):(\\d{12}):log-group:[\\w./#-]{1,512}:log-stream:[^:*]{1,512}$`);
const DATABASE = new RegExp(`^${PARTITION}:glue:([a-z0-9-]+):\\d{12}:database/.+$`);

export const checkBucket = (bucketArn: string): Result<null, AwsError> =>
  BUCKET.test(bucketArn) ? ok(null) : invalidArgument(`The bucket ARN ${bucketArn} is not valid.`);

/** The service assumes roles of the application's own account only. */
export function checkRole(roleArn: string, { accountId }: Account): Result<null, AwsError> {
  const account = ROLE.exec(roleArn)?.[1];
  if (account === undefined) return invalidArgument(`The role ARN ${roleArn} is not valid.`);
  return account === accountId
    ? ok(null)
    : invalidArgument(`Kinesis Analytics service doesn't have sufficient privileges to assume the role ${roleArn}`);
}

export function checkLogStream(logStreamArn: string, { name, accountId }: Account): Result<null, AwsError> {
  const [, region, account] = LOG_STREAM.exec(logStreamArn) ?? [];
  if (region === undefined) return invalidArgument(`The log stream ARN ${logStreamArn} is not valid.`);
  return region === name && account === accountId
    ? ok(null)
    : invalidArgument(`The log stream ${logStreamArn} has to be in the account and the Region of the application.`);
}

export const checkDatabase = (databaseArn: string, { name }: Account): Result<null, AwsError> =>
  DATABASE.exec(databaseArn)?.[1] === name
    ? ok(null)
    : invalidArgument(`The database ARN ${databaseArn} is not one of AWS Glue in the Region of the application.`);
