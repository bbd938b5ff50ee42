import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyNeed } from '#renderer/features/settings/historyNeed.ts';
import { profileHint, profileSummary } from '#renderer/features/settings/profileWords.ts';
import { readTelemetryDraft, telemetryDraftOf } from '#renderer/features/settings/telemetryDraft.ts';
import { Telemetry } from '#shared/contract/settings.ts';
import type { AwsProfile } from '#shared/model/profile.ts';
import { bytes } from '#shared/units/units.ts';

const saved = Telemetry.parse({ prices: { metrics: 0.02 } });

describe('what is kept and what it may cost', () => {
  it('is the same after it was shown as text; prices are not touched', () => {
    const telemetries = fc.record({
      retentionDays: fc.integer({ min: 1, max: 400 }),
      sizeCapMegabytes: fc.integer({ min: 50, max: 1_000_000 }),
      keepLogs: fc.boolean(),
      captureOnFinding: fc.boolean(),
      monthlyCap: fc.option(fc.double({ min: 0, max: 1_000_000, noNaN: true }).map(Math.abs)),
      prices: fc.constant(saved.prices),
    });
    fc.assert(
      fc.property(telemetries, (telemetry) => {
        expect(readTelemetryDraft(telemetryDraftOf(telemetry), saved)).toEqual({ ok: true, value: telemetry });
      }),
    );
  });

  it('names the field that is wrong', () => {
    const draft = telemetryDraftOf(saved);
    const errorsOf = (change: object) => {
      const read = readTelemetryDraft({ ...draft, ...change }, saved);
      return read.ok ? [] : Object.entries(read.error);
    };
    expect(errorsOf({ retentionDays: '0' })).toEqual([['retentionDays', expect.stringContaining('how many days')]]);
    expect(errorsOf({ sizeCapMegabytes: '', monthlyCap: '-1' }).map(([field]) => field)).toEqual([
      'sizeCapMegabytes',
      'monthlyCap',
    ]);
    expect(errorsOf({ monthlyCap: ' ' })).toEqual([]);
  });
});

describe('what the retention will need', () => {
  const need = (perDay: number | null, retentionDays: number, sizeCapMegabytes: number) =>
    historyNeed({ bytesPerDay: perDay === null ? null : bytes(perDay) }, { retentionDays, sizeCapMegabytes });

  it('is said in days where it does not fit', () => {
    expect(need(100_000_000, 14, 4000)).toMatchObject({ fits: true });
    expect(need(1_000_000_000, 14, 4000)).toEqual({
      fits: false,
      sentence:
        'At 954 MiB a day, 14 days need 13 GiB, but the history may take 3.7 GiB only: about 4 days will be kept, the oldest goes first.',
    });
    expect(need(5_000_000_000, 1, 4000)?.sentence).toContain('1 day needs 4.7 GiB, but');
    expect(need(5_000_000_000, 2, 4000)?.sentence).toContain('less than a day will be kept');
  });

  it('is not guessed while the growth is not known', () => {
    expect(need(null, 14, 4000)).toBeNull();
  });
});

describe('a profile', () => {
  const profile: AwsProfile = { name: 'prod', region: 'eu-west-1', kind: 'sso', role: null, mfaSerial: null, signIn: null };

  it('says where it leads, and what has to be done before', () => {
    expect(profileSummary(profile)).toBe('eu-west-1, IAM Identity Center');
    expect(profileHint(profile)).toContain('aws sso login --profile prod');
    expect(profileHint({ ...profile, kind: 'role', role: 'arn:r', mfaSerial: 'arn:m' })).toBe(
      'You are asked for a code of the MFA device arn:m when arn:r is assumed.',
    );
    expect(profileHint({ ...profile, kind: 'keys', region: null })).toBeNull();
  });
});
