import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { doesIdentityRequireRefresh, isIdentityExpired, memoizeIdentityProvider } from '@smithy/core';
import { CredentialsProviderError } from '@smithy/core/config';
import type { AwsOptions } from './awsOptions.ts';
import { requestHandler } from './requestHandler.ts';

/** How a session of a role that we assume is called in the account's trails. */
const SESSION_NAME = 'streamgauge';

type ChainCredentials = Extract<AwsOptions['credentials'], { kind: 'chain' }>;
type Provider = ReturnType<typeof fromNodeProviderChain>;
type Credentials = Awaited<ReturnType<Provider>>;

/** Credentials that all clients of a connection share: obtained once, renewed before they expire, obtained anew when they were refused. */
export interface SharedCredentials {
  readonly provide: () => Promise<Credentials>;
  /** Those that are used now. */
  readonly current: () => Credentials | null;
  /** These were refused: unless others have come since, the next request reads files, tokens and roles again. */
  readonly refused: (credentials: Credentials | null) => void;
  /** The MFA device whose code is waited for now. */
  awaited(): string | null;
  /** Ends the connections that credentials were asked for over. */
  close(): void;
}

export function sharedCredentials(options: AwsOptions, credentials: ChainCredentials): SharedCredentials {
  let stale = false;
  let awaited: string | null = null;
  let current: Credentials | null = null;

  const mfaCodeProvider = async (device: string): Promise<string> => {
    if (credentials.askCode === undefined) throw noCode(`The code of the MFA device ${device} cannot be asked for here.`);
    awaited = device;
    try {
      return await credentials.askCode(device);
    } catch (thrown) {
      throw noCode(thrown instanceof Error ? thrown.message : `There is no code of the MFA device ${device}.`);
    } finally {
      awaited = null;
    }
  };

  // A new chain each time: the SDK's keeps what it has once found for as long as it lives.
  const handler = requestHandler(options);
  const obtain = () => chainOf({ options, handler, mfaCodeProvider }, credentials)();
  const memo: (options?: { readonly forceRefresh: boolean }) => Promise<Credentials> =
    memoizeIdentityProvider(obtain, isIdentityExpired, doesIdentityRequireRefresh) ?? obtain;
  return {
    async provide() {
      current = await (stale ? memo({ forceRefresh: true }) : memo());
      stale = false;
      return current;
    },
    current: () => current,
    refused: (credentials) => {
      if (credentials === current) stale = true;
    },
    awaited: () => awaited,
    close: () => handler.destroy(),
  };
}

const noCode = (message: string) => new CredentialsProviderError(message, { tryNextLink: false });

interface Means {
  readonly options: AwsOptions;
  readonly handler: ReturnType<typeof requestHandler>;
  readonly mfaCodeProvider: (device: string) => Promise<string>;
}

function chainOf(means: Means, { profile, role }: ChainCredentials): () => Promise<Credentials> {
  const { options, handler, mfaCodeProvider } = means;
  const init = {
    // The SDK remembers files for as long as the process runs, and a login changes them.
    ignoreCache: true,
    mfaCodeProvider,
    clientConfig: { requestHandler: handler },
    parentClientConfig: { region: options.region },
    roleAssumer: roleAssumer(means),
  };
  // A profile that is named is meant: where it gives no credentials, those of the machine would be somebody else's.
  const base = profile === null ? fromNodeProviderChain(init) : fromIni({ ...init, profile });
  if (role === undefined) return () => base();
  return async () => {
    // First, so that nobody is asked for a code that nothing can be done with.
    const masterCredentials = await base();
    return fromTemporaryCredentials({
      masterCredentials,
      params: {
        RoleArn: role.arn,
        RoleSessionName: SESSION_NAME,
        ...(role.externalId === null ? {} : { ExternalId: role.externalId }),
        ...(role.mfaSerial === null ? {} : { SerialNumber: role.mfaSerial }),
      },
      mfaCodeProvider,
      clientConfig: stsConfig(means),
    })();
  };
}

const stsConfig = ({ options, handler }: Means) => {
  const endpoint = options.endpoints?.sts ?? options.endpoint;
  return { region: options.region, requestHandler: handler, ...(endpoint === null ? {} : { endpoint }) };
};

/** Assumes the role of a profile, at the address of this connection. */
const roleAssumer =
  (means: Means) =>
  async (credentials: Credentials, params: AssumeRoleCommandInput): Promise<Credentials> => {
    const client = new STSClient({ ...stsConfig(means), credentials });
    const { Credentials: given } = await client.send(new AssumeRoleCommand(params));
    if (given?.AccessKeyId === undefined || given.SecretAccessKey === undefined)
      throw new CredentialsProviderError(`The role ${params.RoleArn} gave no credentials.`, { tryNextLink: false });
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      ...(given.SessionToken === undefined ? {} : { sessionToken: given.SessionToken }),
      ...(given.Expiration === undefined ? {} : { expiration: given.Expiration }),
    };
  };
