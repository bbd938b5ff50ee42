import type { Bytes, Millis } from '#shared/units/units.ts';
import type { Encryption } from '../configuration/encryption.ts';
import type { Tags } from '../tags/tags.ts';

/** The enhanced snapshots of a region: resources of their own, which outlive the application that they are of. By name. */
export type EnhancedSnapshots = Map<string, EnhancedSnapshot>;

export interface EnhancedSnapshot {
  readonly name: string;
  /** How its application knows it; null when it was imported. */
  readonly stored: string | null;
  readonly description: string | null;
  readonly made: 'CreateSnapshot' | 'ImportSnapshot' | 'SystemCreateSnapshot';
  readonly origin: Origin;
  readonly created: Millis;
  /** When all of it is there, and how much it is, if the application that it is of does not know better. */
  readonly ready: Millis;
  readonly size: Bytes;
  readonly encryption: Encryption;
  tags: Tags;
  /** Newest first. */
  operations: readonly SnapshotOperation[];
  /** When it is gone; null until it is deleted. */
  gone: Millis | null;
}

type Origin =
  | {
      readonly kind: 'application';
      readonly name: string;
      /** Another application of the same name is not the same. */
      readonly created: Millis;
      readonly version: number;
      readonly runtimeEnvironment: string;
    }
  | ({ readonly kind: 'import' } & Place);

/** In Amazon S3. */
export interface Place {
  readonly bucketArn: string;
  readonly keyPrefix: string;
}

export interface SnapshotOperation {
  readonly id: string;
  readonly name: 'CreateSnapshot' | 'DeleteSnapshot' | 'ImportSnapshot' | 'ExportSnapshot' | 'SystemCreateSnapshot';
  readonly started: Millis;
  readonly ends: Millis;
  /** Where it is read from or written to, and with which key. */
  readonly transfer: { readonly place: Place; readonly encryption: Encryption } | null;
  /** The operation of the application that it is part of. */
  readonly within: string | null;
}
