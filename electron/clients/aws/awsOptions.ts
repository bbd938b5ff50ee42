import type { AssumedRole, AwsServiceName } from '#shared/model/connection.ts';
import type { RequestGate } from './requestGate.ts';
import type { Millis } from '#shared/units/units.ts';

/** Where and as whom the AWS services are asked. */
export interface AwsOptions {
  readonly region: string;
  /** Overrides the address of every service. */
  readonly endpoint: string | null;
  /** Of one service, before `endpoint`. */
  readonly endpoints?: Readonly<Partial<Record<AwsServiceName, string>>>;
  /** Asked before every attempt of every request; none for a connection that is only tried. */
  readonly gate?: RequestGate;
  /** `keys`: given by a simulator. `chain`: the SDK's own chain, with a profile of the shared config files. */
  readonly credentials:
    | { readonly kind: 'keys'; readonly accessKeyId: string; readonly secretAccessKey: string }
    | {
        readonly kind: 'chain';
        readonly profile: string | null;
        readonly role?: AssumedRole;
        /** Asks the user for the code of an MFA device. */
        readonly askCode?: (device: string) => Promise<string>;
      };
  /** Of a connection being made. */
  readonly connectTimeout: Millis;
  /** Of a whole answer. */
  readonly requestTimeout: Millis;
}
