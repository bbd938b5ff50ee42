import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { ApplicationSettings } from '#shared/simulation/settings.ts';
import type { AwsError } from '../../awsError.ts';
import { oneOf, structure } from '../../input.ts';
import { invalidArgument } from '../arns.ts';
import { keyId } from '../names.ts';
import type { Given } from '../names.ts';

export type Encryption = ApplicationSettings['encryption'];

const keyType = oneOf(['AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KEY']);

/** Of an application; of a snapshot as well. */
export const encryptionConfiguration = structure({ KeyType: keyType }, { KeyId: keyId });

export const encryptionConfigurationUpdate = structure({ KeyTypeUpdate: keyType }, { KeyIdUpdate: keyId });

export const SERVICE_KEY: Encryption = { keyType: 'AWS_OWNED_KEY', keyId: null };

export function encryptionOf(asked: Given<typeof encryptionConfiguration> | undefined): Result<Encryption, AwsError> {
  if (asked === undefined) return ok(SERVICE_KEY);
  const { KeyType, KeyId } = asked;
  if ((KeyId === undefined) === (KeyType === 'CUSTOMER_MANAGED_KEY'))
    return invalidArgument(
      KeyId === undefined
        ? 'A KeyId is required with the KeyType CUSTOMER_MANAGED_KEY.'
        : 'A KeyId cannot be given with the KeyType AWS_OWNED_KEY.',
    );
  return ok({ keyType: KeyType, keyId: KeyId ?? null });
}

export const updatedEncryption = (
  current: Encryption,
  asked: Given<typeof encryptionConfigurationUpdate> | undefined,
): Result<Encryption, AwsError> =>
  asked === undefined ? ok(current) : encryptionOf({ KeyType: asked.KeyTypeUpdate, KeyId: asked.KeyIdUpdate });

export const describeEncryption = ({ keyType: type, keyId: key }: Encryption): object => ({
  ...(key === null ? {} : { KeyId: key }),
  KeyType: type,
});
