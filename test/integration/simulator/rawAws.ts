/** What came back, whatever it is. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { readonly __type?: string; readonly message?: string } & Readonly<Record<string, unknown>>;
}

const SERVICES = {
  KinesisAnalytics_20180523: 'kinesisanalytics',
  GraniteServiceVersion20100801: 'monitoring',
  Logs_20140328: 'logs',
  'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101': 'cloudtrail',
  AnyScaleFrontendService: 'application-autoscaling',
  Kinesis_20131202: 'kinesis',
} as const;

interface Sent {
  readonly region?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as a client would send it that checks nothing; signed by nobody, which a simulator without keys takes. */
export function rawRequest(
  target: `${keyof typeof SERVICES}.${string}`,
  body: object | string,
  { region = 'us-east-1', headers = {} }: Sent = {},
): RequestInit {
  const service = target.slice(0, target.lastIndexOf('.'));
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
      authorization:
        `AWS4-HMAC-SHA256 Credential=any/20261013/${region}/${SERVICES[service as keyof typeof SERVICES]}/aws4_request, ` +
        'SignedHeaders=host, Signature=00',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

/** The answer to a raw request. */
export async function rawAws(aws: string, ...asked: Parameters<typeof rawRequest>): Promise<RawAnswer> {
  const response = await fetch(aws, rawRequest(...asked));
  return { status: response.status, headers: response.headers, body: (await response.json()) as RawAnswer['body'] };
}
