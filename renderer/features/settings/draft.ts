import { DEFAULT_CONNECTION } from '#shared/contract/settings.ts';
import { Connection } from '#shared/model/connection.ts';
import type { ConnectionKind } from '#shared/model/connection.ts';
import type { Result } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';

/** What stands in the form: text, as somebody types it. Fields of the other kinds keep what was typed. */
export interface Draft {
  readonly kind: ConnectionKind;
  /** Null: a new connection, whose id is made from its name. */
  readonly id: string | null;
  readonly name: string;
  readonly scenario: string;
  readonly seed: string;
  readonly speed: string;
  readonly applications: string;
  readonly address: string;
  readonly profile: string;
  readonly region: string;
  readonly endpoint: string;
  readonly url: string;
}

export type DraftField = Exclude<keyof Draft, 'kind' | 'id'>;
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
  endpoint: 'Enter an address such as https://vpce.example.com, or leave it empty.',
  url: 'Enter an address such as http://localhost:8081.',
};

export const NEW_DRAFT: Draft = {
  kind: 'aws',
  id: null,
  name: '',
  scenario: DEFAULT_CONNECTION.kind === 'simulator' ? DEFAULT_CONNECTION.scenario : '',
  seed: '1',
  speed: '30',
  applications: '',
  address: '',
  profile: '',
  region: '',
  endpoint: '',
  url: '',
};

/** A connection as text to edit. */
export function draftOf(connection: Connection): Draft {
  const base = { ...NEW_DRAFT, kind: connection.kind, id: connection.id, name: connection.name };
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
    const field = String(path[0]);
    if (isField(field)) errors[field] = sentences[field];
  }
  return failed(errors);
}

const isField = (name: string): name is DraftField => name in sentences;

function rawOf(draft: Draft, taken: readonly string[]): unknown {
  const text = (field: DraftField): string => draft[field].trim();
  const optional = (field: DraftField): string | null => text(field) || null;
  const figure = (field: DraftField): number => (text(field) === '' ? Number.NaN : Number(text(field)));
  const base = { kind: draft.kind, id: draft.id ?? newId(draft, taken), name: text('name') };
  switch (draft.kind) {
    case 'simulator':
      return {
        ...base,
        scenario: text('scenario'),
        seed: figure('seed'),
        speed: figure('speed'),
        ...(text('applications') === '' ? {} : { applications: figure('applications') }),
        address: optional('address'),
      };
    case 'aws':
      return { ...base, profile: optional('profile'), region: text('region'), endpoint: optional('endpoint') };
    case 'flink':
      return { ...base, url: text('url') };
  }
}

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
