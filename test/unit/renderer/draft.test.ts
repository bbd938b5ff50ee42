import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft, DraftErrors } from '#renderer/features/settings/draft.ts';
import { NEW_DRAFT, copyOf, draftOf, readDraft, withProfile } from '#renderer/features/settings/draft.ts';
import { Connection } from '#shared/model/connection.ts';
import type { AwsProfile } from '#shared/model/profile.ts';

const errorsOf = (change: Partial<Draft>, taken: readonly string[] = []): DraftErrors => {
  const read = readDraft({ ...NEW_DRAFT, ...change }, taken);
  return read.ok ? {} : read.error;
};
const idOf = (change: Partial<Draft>, taken: readonly string[]): string | null => {
  const read = readDraft({ ...NEW_DRAFT, region: 'eu-west-1', ...change }, taken);
  return read.ok ? read.value.id : null;
};

describe('a connection that is filled in', () => {
  it('says beside each field what is wrong with it', () => {
    expect(Object.keys(errorsOf({ kind: 'aws' }))).toEqual(['name', 'region']);
    expect(errorsOf({ kind: 'aws', name: 'x', region: 'Ireland' })).toEqual({ region: 'Enter a region such as eu-west-1.' });
    expect(Object.keys(errorsOf({ kind: 'aws', name: 'x', region: 'eu-west-1', endpoint: 'ftp://x' }))).toEqual(['endpoint']);
    expect(Object.keys(errorsOf({ kind: 'flink', name: 'x', url: 'localhost:8081' }))).toEqual(['url']);
    expect(Object.keys(errorsOf({ kind: 'simulator', name: 'x', seed: '', speed: '1001' }))).toEqual(['seed', 'speed']);
    expect(Object.keys(errorsOf({ kind: 'simulator', name: 'x', seed: '1.5', speed: 'fast' }))).toEqual(['seed', 'speed']);
  });

  it('names the part of a role and the service whose endpoint is wrong', () => {
    const aws = { kind: 'aws', name: 'x', region: 'eu-west-1' } as const;
    expect(errorsOf({ ...aws, roleArn: 'Watcher' })).toMatchObject({ roleArn: expect.stringContaining('ARN of a role') });
    // A device without a role is a role whose ARN is missing.
    expect(Object.keys(errorsOf({ ...aws, mfaSerial: 'arn:aws:iam::123456789012:mfa/me' }))).toEqual(['roleArn']);
    const role = { ...aws, roleArn: 'arn:aws:iam::123456789012:role/Watcher' };
    expect(Object.keys(errorsOf({ ...role, externalId: 'x', mfaSerial: 'short' }))).toEqual(['externalId', 'mfaSerial']);
    expect(errorsOf({ ...aws, endpointLogs: 'logs.local' })).toMatchObject({
      endpointLogs: expect.stringContaining('CloudWatch Logs'),
    });
  });

  it('fields of another kind do not matter', () => {
    expect(errorsOf({ kind: 'flink', name: 'x', url: 'http://localhost:8081', region: 'nonsense', seed: '' })).toEqual({});
  });

  it('gets an id from its name that no other has', () => {
    expect(idOf({ name: '  Production (Ireland) ' }, [])).toBe('production-ireland');
    expect(idOf({ name: 'Été' }, ['ete'])).toBe('ete-2');
    expect(idOf({ name: '本番' }, ['aws', 'aws-2'])).toBe('aws-3');
    expect(idOf({ name: 'x'.repeat(80) }, ['x'.repeat(59)])).toBe(`${'x'.repeat(59)}-2`);
  });

  it('keeps its id when it is edited', () => {
    const connection: Connection = { kind: 'flink', id: 'old', name: 'Old', url: 'http://localhost:8081' };
    const read = readDraft({ ...draftOf(connection), name: 'New' }, ['old']);
    expect(read).toEqual({ ok: true, value: { ...connection, name: 'New' } });
  });

  it('is the same connection after it was shown as text', () => {
    const text = fc.string({ minLength: 1, maxLength: 80 }).filter((name) => name.trim() === name && name !== '');
    const id = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/);
    const address = fc.constantFrom('http://localhost:8081', 'https://vpce-1.example.com/x', 'http://127.0.0.1:4000/control/abc');
    const connections = fc.oneof(
      fc.record({ kind: fc.constant('flink' as const), id, name: text, url: address }),
      fc.record({
        kind: fc.constant('aws' as const),
        id,
        name: text,
        profile: fc.option(text),
        region: fc.constantFrom('eu-west-1', 'us-gov-east-1'),
        endpoint: fc.option(address),
        operator: fc.constant(true),
      }),
      fc.record({
        kind: fc.constant('aws' as const),
        id,
        name: text,
        profile: fc.option(text),
        region: fc.constantFrom('eu-west-1', 'us-gov-east-1'),
        endpoint: fc.option(address),
        endpoints: fc.constantFrom(
          { logs: 'https://vpce-2.example.com' },
          { sts: 'https://s.example.com', monitoring: 'https://m.example.com' },
        ),
        role: fc.record({
          arn: fc.constant('arn:aws:iam::123456789012:role/team/Watcher'),
          externalId: fc.option(fc.stringMatching(/^[a-zA-Z0-9]{2,20}$/)),
          mfaSerial: fc.option(fc.constant('arn:aws:iam::123456789012:mfa/me')),
        }),
      }),
      fc.record({
        kind: fc.constant('simulator' as const),
        id,
        name: text,
        scenario: text,
        seed: fc.nat(),
        speed: fc.integer({ min: 1, max: 1000 }),
        address: fc.option(address),
      }),
    );
    fc.assert(
      fc.property(connections, (connection) => {
        fc.pre(Connection.safeParse(connection).success);
        expect(readDraft(draftOf(connection), [connection.id])).toEqual({ ok: true, value: connection });
      }),
    );
  });
});

describe('a profile that is chosen', () => {
  const profile = (name: string, region: string | null): AwsProfile => ({
    name,
    region,
    kind: 'sso',
    role: null,
    mfaSerial: null,
    signIn: null,
  });
  const profiles = [profile('prod', 'eu-west-1'), profile('test', 'us-east-1'), profile('bare', null)];
  const regionAfter = (change: Partial<Draft>, name: string) => withProfile({ ...NEW_DRAFT, ...change }, name, profiles).region;

  it('brings its region along, and never replaces one that was typed', () => {
    expect(regionAfter({}, 'prod')).toBe('eu-west-1');
    expect(regionAfter({ profile: 'prod', region: 'eu-west-1' }, 'test')).toBe('us-east-1');
    expect(regionAfter({ profile: 'prod', region: 'ap-south-1' }, 'test')).toBe('ap-south-1');
    expect(regionAfter({ profile: 'prod', region: 'eu-west-1' }, 'bare')).toBe('eu-west-1');
    expect(regionAfter({ region: 'eu-west-1' }, 'unknown')).toBe('eu-west-1');
  });
});

it('a connection that is duplicated is another one, with everything of the first', () => {
  const first: Connection = { kind: 'aws', id: 'prod', name: 'Prod', profile: 'p', region: 'eu-west-1', endpoint: null };
  // It only reads, whatever the first may do.
  expect(readDraft(copyOf({ ...first, operator: true }), ['prod'])).toEqual({
    ok: true,
    value: { ...first, id: 'prod-copy', name: 'Prod (copy)' },
  });
});
