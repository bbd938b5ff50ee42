import type { AwsServiceName } from '#shared/model/connection.ts';
import { sharedCredentials } from './awsCredentials.ts';
import type { AwsOptions } from './awsOptions.ts';
import type { Steppable } from './clientSteps.ts';
import { givesUp, passesGate, tellsRefusal } from './clientSteps.ts';
import type { AwsCall } from './fromAws.ts';
import { requestHandler } from './requestHandler.ts';

/** How the clients of one connection are made: they have one set of credentials, so that nobody is asked for a code four times. */
export interface AwsAccess {
  /** Names a call, for what its failure says. */
  call(source: string, permission: string): AwsCall;
  /** What a client of the SDK is made with. */
  config(service: AwsServiceName): ReturnType<typeof clientConfig>;
  /** Puts our steps into a client that was made. */
  prepare<C extends Steppable>(client: C, service: AwsServiceName): C;
  /** When no client needs credentials any more. */
  close(): void;
}

export function awsAccess(options: AwsOptions): AwsAccess {
  const { credentials, gate } = options;
  const shared = credentials.kind === 'chain' ? sharedCredentials(options, credentials) : null;
  const given =
    credentials.kind === 'keys'
      ? { credentials: { accessKeyId: credentials.accessKeyId, secretAccessKey: credentials.secretAccessKey } }
      : {
          ...(credentials.profile === null ? {} : { profile: credentials.profile }),
          // They are kept for all clients together: one that kept them as well would not hear that they are obtained anew.
          ...(shared === null ? {} : { credentials: Object.assign(() => shared.provide(), { memoized: true }) }),
        };
  return {
    call: (source, permission) => ({
      source,
      permission,
      profile: credentials.kind === 'chain' ? credentials.profile : null,
    }),
    config: (service) => ({ ...clientConfig(options, service), ...given }),
    prepare(client, service) {
      givesUp(client, () => shared?.awaited() ?? null);
      if (shared !== null) tellsRefusal(client, shared.current, shared.refused);
      if (gate !== undefined) passesGate(client, service, gate);
      return client;
    },
    close: () => shared?.close(),
  };
}

/** What the clients have in common. Adaptive retry slows down on throttling before the service has to. */
function clientConfig(options: AwsOptions, service: AwsServiceName) {
  // Without one, the SDK looks for AWS_ENDPOINT_URL, in the environment and in the profile.
  const endpoint = options.endpoints?.[service] ?? options.endpoint;
  return {
    region: options.region,
    retryMode: 'adaptive',
    maxAttempts: 3,
    requestHandler: requestHandler(options),
    ...(endpoint === null ? {} : { endpoint }),
  };
}
