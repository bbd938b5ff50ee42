import { askPython } from './python.ts';

/** Where boto3 is to call, and as whom. */
export interface BotoSession {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface BotoCall {
  /** As boto3 names them: `cloudwatch`, `logs`, `kinesisanalyticsv2`. */
  readonly service: string;
  readonly operation: string;
  readonly input: object;
  /** Given: all pages are fetched and their lists put together. The size of a page; 0 takes the service's own. */
  readonly pages?: number;
}

export interface BotoAnswer {
  /** What boto3 made of the responses; timestamps as text. */
  readonly output?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: string; readonly message: string; readonly status: number };
  /** How many came over the wire. */
  readonly responses: number;
  /** What in them breaks botocore's model of the service. */
  readonly violations: readonly string[];
}

export interface BotoAnswers {
  readonly botocore: string;
  readonly answers: readonly BotoAnswer[];
}

/** Makes the calls with boto3, one after the other. */
export const boto3 = (session: BotoSession, calls: readonly BotoCall[]): Promise<BotoAnswers> =>
  askPython('boto_calls.py', { ...session, calls });
