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
  /** They were refused: the next request reads files, tokens and roles again. */
  refused(): void;
  /** The MFA device whose code is waited for now. */
  awaited(): string | null;
}

export function sharedCredentials(options: AwsOptions, credentials: ChainCredentials): SharedCredentials {
  let [stale, awaited]: [boolean, string | null] = [false, null];

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
  const obtain = () => chainOf(options, credentials, mfaCodeProvider)();
  const memo: (options?: { readonly forceRefresh: boolean }) => Promise<Credentials> =
    memoizeIdentityProvider(obtain, isIdentityExpired, doesIdentityRequireRefresh) ?? obtain;
  return {
    async provide() {
      const obtained = await (stale ? memo({ forceRefresh: true }) : memo());
      stale = false;
      return obtained;
    },
    refused: () => {
      stale = true;
    },
    awaited: () => awaited,
  };
}

const noCode = (message: string) => new CredentialsProviderError(message, { tryNextLink: false });

type MfaCodeProvider = (device: string) => Promise<string>;

function chainOf(
  options: AwsOptions,
  { profile, role }: ChainCredentials,
  mfaCodeProvider: MfaCodeProvider,
): () => Promise<Credentials> {
  const { region } = options;
  const clientConfig = { requestHandler: requestHandler(options) };
  const init = {
    // The SDK remembers files for as long as the process runs, and a login changes them.
    ignoreCache: true,
    mfaCodeProvider,
    clientConfig,
    parentClientConfig: { region },
    roleAssumer: roleAssumer(options),
  };
  // A profile that is named is meant: where it gives no credentials, those of the machine would be somebody else's.
  const base = profile === null ? fromNodeProviderChain(init) : fromIni({ ...init, profile });
  // Without a client of the SDK that asks.
  const provide = () => base();
  if (role === undefined) return provide;
  const assumed = fromTemporaryCredentials({
    masterCredentials: provide,
    params: {
      RoleArn: role.arn,
      RoleSessionName: SESSION_NAME,
      ...(role.externalId === null ? {} : { ExternalId: role.externalId }),
      ...(role.mfaSerial === null ? {} : { SerialNumber: role.mfaSerial }),
    },
    mfaCodeProvider,
    clientConfig: stsConfig(options),
  });
  return () => assumed();
}

const stsConfig = (options: AwsOptions) => {
  const endpoint = options.endpoints?.sts ?? options.endpoint;
  return { region: options.region, requestHandler: requestHandler(options), ...(endpoint === null ? {} : { endpoint }) };
};

/** Assumes the role of a profile, at the address of this connection. */
const roleAssumer =
  (options: AwsOptions) =>
  async (credentials: Credentials, params: AssumeRoleCommandInput): Promise<Credentials> => {
    const client = new STSClient({ ...stsConfig(options), credentials });
    try {
      const { Credentials: given } = await client.send(new AssumeRoleCommand(params));
      if (given?.AccessKeyId === undefined || given.SecretAccessKey === undefined)
        throw new CredentialsProviderError(`The role ${params.RoleArn} gave no credentials.`, { tryNextLink: false });
      return {
        accessKeyId: given.AccessKeyId,
        secretAccessKey: given.SecretAccessKey,
        ...(given.SessionToken === undefined ? {} : { sessionToken: given.SessionToken }),
        ...(given.Expiration === undefined ? {} : { expiration: given.Expiration }),
      };
    } finally {
      client.destroy();
    }
  };
