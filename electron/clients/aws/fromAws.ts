import type { Result, SourceError, SourceErrorKind } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import { kindOf } from './awsErrorKinds.ts';
import { situationOf, situations, wordsIn } from './awsSituations.ts';

/** Which call of which service failed. */
export interface AwsCall {
  /** In the user's words: “CloudWatch”. */
  readonly source: string;
  /** The IAM action that allows it: `cloudwatch:GetMetricData`. */
  readonly permission: string;
  /** Of the connection, for what is to be done about its credentials; null or absent: none is named. */
  readonly profile?: string | null;
}

/** Runs one SDK call; what it throws becomes a value. */
export async function awsResult<T>(call: AwsCall, run: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await run());
  } catch (thrown) {
    return failed(fromAws(thrown, call));
  }
}

/** With `awsErrorKinds` and `awsSituations` the only code that knows AWS exception names. */
export function fromAws(thrown: unknown, call: AwsCall): SourceError {
  const { source } = call;
  const situation = thrown instanceof Error ? situationOf(thrown) : null;
  if (situation !== null) {
    const { kind, happened, remedy, quotes } = situations[situation];
    const said = quotes ? saying(firstLine(textOf(thrown))) : '';
    return { kind, source, message: `${source} ${filledIn(happened, call)}${said}`, remedy: filledIn(remedy, call) };
  }
  const kind = kindOf(thrown);
  const [message, remedy] =
    kind === 'access-denied' ? denied(call, textOf(thrown)) : words(kind, call, firstLine(textOf(thrown)));
  return { kind, source, message, remedy };
}

/** The profile is told where there is one: `aws sso login --profile work`. */
function filledIn(text: string, { profile }: AwsCall): string {
  if (profile === null || profile === undefined) return text.replaceAll(/\{(named|profile)\}/g, '');
  const word = /^[\w.@%+/:-]+$/.test(profile) ? profile : `'${profile}'`;
  return text.replaceAll('{named}', () => ` “${profile}”`).replaceAll('{profile}', () => ` --profile ${word}`);
}

const textOf = (thrown: unknown): string =>
  thrown instanceof Error ? wordsIn(thrown).message : typeof thrown === 'string' ? thrown : '';

/** Short enough for a screen. */
function firstLine(text: string): string {
  const line = (text.split('\n', 1)[0] ?? '').trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

const saying = (detail: string): string => (detail === '' ? '' : ` It said: ${/[.!?…]$/.test(detail) ? detail : `${detail}.`}`);

function words(kind: Exclude<SourceErrorKind, 'access-denied'>, call: AwsCall, detail: string): readonly [string, string] {
  const { source } = call;
  const said = saying(detail);
  switch (kind) {
    case 'credentials-expired':
      return [
        `The credentials for ${source} have expired.`,
        filledIn('Sign in again (for SSO: `aws sso login{profile}`); the next try takes it up.', call),
      ];
    case 'credentials-missing':
      return [`${source} got no credentials that it accepts.${said}`, 'Check the profile of this connection, or sign in.'];
    case 'throttled':
      return [`${source} is throttling our requests.`, 'Nothing to do: the next tries come slower.'];
    case 'unreachable':
      return [`${source} does not answer.${said}`, 'Check the network, the region and the endpoint of this connection.'];
    case 'timeout':
      return [`${source} did not answer in time.`, 'Nothing to do if this passes; else check the network.'];
    case 'not-found':
      return [`${source} does not know what was asked for.${said}`, 'It may have been deleted; check the region.'];
    case 'not-running':
      return [`The application is not in a state that allows this.${said}`, 'Wait until the application is RUNNING.'];
    case 'bad-request':
      return [`${source} refused the request.${said}`, 'Check the endpoint and the region of this connection.'];
    case 'bad-response':
      return [`${source} answered something that is not its protocol.${said}`, 'Check the endpoint of this connection.'];
    case 'server-error':
      return [`${source} failed on its side.${said}`, 'Nothing to do if this passes; else see the AWS Health Dashboard.'];
    case 'unexpected':
      return [`${source} failed in an unexpected way.${said}`, 'Retry; if it stays, report it with this text.'];
  }
}

/** IAM says which action was denied, which need not be the call's own: a role that may not be assumed. */
function denied({ source, permission }: AwsCall, said: string): readonly [string, string] {
  const [, action = permission] = /not authorized to perform: ([\w-]+:\w+)/.exec(said) ?? [];
  const forbidden = /explicit deny in an? ([a-z -]+[a-z])/.exec(said)?.[1];
  return [
    `${source} denied the call${action === permission ? '' : `: ${action}`}.`,
    forbidden === undefined
      ? `Allow ${action} for this identity.`
      : `Allow ${action} for this identity: an explicit deny (${forbidden}) forbids it.`,
  ];
}
