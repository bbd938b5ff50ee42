import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { pythonCommand, script } from './python.ts';

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
  /** Given: spoken instead of the one that botocore prefers. */
  readonly protocol?: Protocol;
  /** True: a refusal for too many requests is not waited for. */
  readonly impatient?: boolean;
}

export type Protocol = 'json' | 'query' | 'smithy-rpc-v2-cbor';

export interface BotoAnswer {
  /** What boto3 made of the responses; timestamps as text. */
  readonly output?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: string; readonly message: string; readonly status: number };
  /** How many came over the wire. */
  readonly responses: number;
  /** What in them breaks botocore's model of the service. */
  readonly violations: readonly string[];
}

/** boto3, ready to call. Close it at the end. */
export interface Boto {
  /** Its version. */
  readonly botocore: string;
  /** The operations of each service, as botocore models them. */
  readonly operations: Readonly<Record<string, readonly string[]>>;
  call(call: BotoCall): Promise<BotoAnswer>;
  close(): Promise<void>;
}

export async function openBoto3({ endpoint, region, accessKeyId, secretAccessKey }: BotoSession): Promise<Boto> {
  const child = spawn(pythonCommand, [script('boto_session.py')], { stdio: ['pipe', 'pipe', 'pipe'] });
  const complaint = text(child.stderr);
  const ended = once(child, 'exit');
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const say = async (value: object): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify(value)}\n`);
    const { value: line, done = false } = await lines.next();
    if (done) throw new Error(`boto3 has ended:\n${await complaint}`);
    return JSON.parse(line as string) as unknown;
  };
  const facts = (await say({ endpoint, region, accessKeyId, secretAccessKey })) as Pick<Boto, 'botocore' | 'operations'>;
  return {
    ...facts,
    call: async (call) => (await say(call)) as BotoAnswer,
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}

/** Makes the calls with boto3, one after the other. */
export async function boto3(
  session: BotoSession,
  calls: readonly BotoCall[],
): Promise<{ readonly botocore: string; readonly answers: readonly BotoAnswer[] }> {
  const boto = await openBoto3(session);
  try {
    const answers: BotoAnswer[] = [];
    for (const call of calls) answers.push(await boto.call(call));
    return { botocore: boto.botocore, answers };
  } finally {
    await boto.close();
  }
}
