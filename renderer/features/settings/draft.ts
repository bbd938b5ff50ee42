import { DEFAULT_CONNECTION } from '#shared/contract/settings.ts';
import { Connection, awsServiceNames, mayWrite } from '#shared/model/connection.ts';
import type { AwsServiceName, ConnectionKind } from '#shared/model/connection.ts';
import type { AwsProfile } from '#shared/model/profile.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';

/** What stands in the form: text, as somebody types it. Fields of the other kinds keep what was typed. */
export interface Draft {
  readonly kind: ConnectionKind;
  /** Null: a new connection, whose id is made from its name. */
  readonly id: string | null;
  readonly name: string;
  /** Operator mode: of AWS and simulators alone. */
  readonly operator: boolean;
  readonly scenario: string;
  readonly seed: string;
  readonly speed: string;
  readonly applications: string;
  readonly address: string;
  readonly profile: string;
  readonly region: string;
  readonly endpoint: string;
  readonly endpointKinesisanalytics: string;
  readonly endpointMonitoring: string;
  readonly endpointLogs: string;
  readonly endpointCloudtrail: string;
  readonly endpointSts: string;
  readonly roleArn: string;
  readonly externalId: string;
  readonly mfaSerial: string;
  readonly url: string;
}

export type DraftField = Exclude<keyof Draft, 'kind' | 'id' | 'operator'>;
export type DraftErrors = Partial<Record<DraftField, string>>;

/** What is wrong with a field, in words for whoever fills it in. */
const sentences: Readonly<Record<DraftField, string>> = {
  name: 'Enter a name of at most 80 characters.',
  scenario: 'Choose a scenario.',
  seed: 'Enter a whole number from 0 to 4294967295.',
  speed: 'Enter a number from 1 to 1000.',
  applications: 'Enter a whole number from 1 to 500, or leave it empty.',
  address: 'Enter the control address that the simulator printed, such as http://127.0.0.1:4000/control/…, or leave it empty.',
  profile: 'Enter the name of a profile, or leave it empty.',
  region: 'Enter a region such as eu-west-1.',
  endpoint: 'Enter an endpoint such as https://vpce.example.com, or leave it empty.',
  endpointKinesisanalytics: 'Enter an endpoint of Managed Flink such as https://vpce.example.com, or leave it empty.',
  endpointMonitoring: 'Enter an endpoint of CloudWatch such as https://vpce.example.com, or leave it empty.',
  endpointLogs: 'Enter an endpoint of CloudWatch Logs such as https://vpce.example.com, or leave it empty.',
  endpointCloudtrail: 'Enter an endpoint of CloudTrail such as https://vpce.example.com, or leave it empty.',
  endpointSts: 'Enter an endpoint of STS such as https://vpce.example.com, or leave it empty.',
  roleArn: 'Enter the ARN of a role, such as arn:aws:iam::123456789012:role/Watcher; or leave all of the role empty.',
  externalId: 'Enter the external ID that the role asks for, at least 2 characters, or leave it empty.',
  mfaSerial: 'Enter the ARN or the serial number of the MFA device, such as arn:aws:iam::123456789012:mfa/me, or leave it empty.',
  url: 'Enter an address such as http://localhost:8081.',
};

export const NEW_DRAFT: Draft = {
  kind: 'aws',
  id: null,
  name: '',
  operator: false,
  scenario: DEFAULT_CONNECTION.kind === 'simulator' ? DEFAULT_CONNECTION.scenario : '',
  seed: '1',
  speed: '30',
  applications: '',
  address: '',
  profile: '',
  region: '',
  endpoint: '',
  endpointKinesisanalytics: '',
  endpointMonitoring: '',
  endpointLogs: '',
  endpointCloudtrail: '',
  endpointSts: '',
  roleArn: '',
  externalId: '',
  mfaSerial: '',
  url: '',
};

/** Which field holds the endpoint of one service. */
export const endpointFields = {
  kinesisanalytics: 'endpointKinesisanalytics',
  monitoring: 'endpointMonitoring',
  logs: 'endpointLogs',
  cloudtrail: 'endpointCloudtrail',
  sts: 'endpointSts',
} as const satisfies Record<AwsServiceName, DraftField>;

const roleFields = { arn: 'roleArn', externalId: 'externalId', mfaSerial: 'mfaSerial' } as const;

/** A connection as text to edit. */
export function draftOf(connection: Connection): Draft {
  const { kind, id, name } = connection;
  const base = { ...NEW_DRAFT, kind, id, name, operator: mayWrite(connection) };
  switch (connection.kind) {
    case 'simulator': {
      const { scenario, seed, speed, applications, address } = connection;
      return {
        ...base,
        scenario,
        seed: String(seed),
        speed: String(speed),
        applications: applications === undefined ? '' : String(applications),
        address: address ?? '',
      };
    }
    case 'aws':
      return {
        ...base,
        profile: connection.profile ?? '',
        region: connection.region,
        endpoint: connection.endpoint ?? '',
        ...Object.fromEntries(awsServiceNames.map((service) => [endpointFields[service], connection.endpoints?.[service] ?? ''])),
        roleArn: connection.role?.arn ?? '',
        externalId: connection.role?.externalId ?? '',
        mfaSerial: connection.role?.mfaSerial ?? '',
      };
    case 'flink':
      return { ...base, url: connection.url };
  }
}

/** The connection that a draft describes, or what is wrong with which field. `taken`: ids of the other connections. */
export function readDraft(draft: Draft, taken: readonly string[]): Result<Connection, DraftErrors> {
  const parsed = Connection.safeParse(rawOf(draft, taken));
  if (parsed.success) return ok(parsed.data);
  const errors: DraftErrors = {};
  for (const { path } of parsed.error.issues) {
    const field = fieldAt(path.map(String));
    if (field !== null) errors[field] = sentences[field];
  }
  return failed(errors);
}

const isField = (name: string): name is DraftField => name in sentences;
const isService = (name: string): name is AwsServiceName => name in endpointFields;
const isOfRole = (name: string): name is keyof typeof roleFields => name in roleFields;

/** The field of the form that a part of a connection was typed into. */
function fieldAt([first = '', second = '']: readonly string[]): DraftField | null {
  if (first === 'endpoints' && isService(second)) return endpointFields[second];
  if (first === 'role' && isOfRole(second)) return roleFields[second];
  return isField(first) ? first : null;
}

function rawOf(draft: Draft, taken: readonly string[]): unknown {
  const text = (field: DraftField): string => draft[field].trim();
  const optional = (field: DraftField): string | null => text(field) || null;
  const figure = (field: DraftField): number => (text(field) === '' ? Number.NaN : Number(text(field)));
  const base = { kind: draft.kind, id: draft.id ?? newId(draft, taken), name: text('name') };
  const operator = draft.operator ? { operator: true } : {};
  switch (draft.kind) {
    case 'simulator':
      return {
        ...base,
        scenario: text('scenario'),
        seed: figure('seed'),
        speed: figure('speed'),
        ...(text('applications') === '' ? {} : { applications: figure('applications') }),
        address: optional('address'),
        ...operator,
      };
    case 'aws':
      return {
        ...base,
        profile: optional('profile'),
        region: text('region'),
        endpoint: optional('endpoint'),
        ...endpointsOf(draft),
        ...roleOf(draft),
        ...operator,
      };
    case 'flink':
      return { ...base, url: text('url') };
  }
}

/** Of the services whose own endpoint is filled in. */
function endpointsOf(draft: Draft): { readonly endpoints?: Readonly<Record<string, string>> } {
  const filled = awsServiceNames.filter((service) => draft[endpointFields[service]].trim() !== '');
  if (filled.length === 0) return {};
  return { endpoints: Object.fromEntries(filled.map((service) => [service, draft[endpointFields[service]].trim()])) };
}

/** A role as soon as anything of it is filled in: its ARN must not be missing then. */
function roleOf(draft: Draft): { readonly role?: Readonly<Record<keyof typeof roleFields, string | null>> } {
  const [arn, externalId, mfaSerial] = [draft.roleArn.trim(), draft.externalId.trim(), draft.mfaSerial.trim()];
  if (arn === '' && externalId === '' && mfaSerial === '') return {};
  return { role: { arn, externalId: externalId || null, mfaSerial: mfaSerial || null } };
}

/** Chooses a profile: its region comes with it, unless another was typed. */
export function withProfile(draft: Draft, name: string, profiles: readonly AwsProfile[]): Draft {
  const regionOf = (wanted: string): string => profiles.find((profile) => profile.name === wanted.trim())?.region ?? '';
  const [before, after] = [regionOf(draft.profile), regionOf(name)];
  const preset = draft.region.trim() === '' || draft.region.trim() === before;
  return { ...draft, profile: name, region: preset && after !== '' ? after : draft.region };
}

/** The same connection once more, to be changed and saved beside the first; it only reads until it is allowed more itself. */
export const copyOf = (connection: Connection): Draft => ({
  ...draftOf(connection),
  id: null,
  operator: false,
  name: `${connection.name} (copy)`.slice(0, 80),
});

const LONGEST_ID = 63;

/** `Production (Ireland)` → `production-ireland`; numbered when there is one already. */
function newId({ name, kind }: Draft, taken: readonly string[]): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_ID - 4)
    .replaceAll(/^-+|-+$/g, '');
  const base = slug || kind;
  let id = base;
  for (let number = 2; taken.includes(id); number += 1) id = `${base}-${number}`;
  return id;
}
