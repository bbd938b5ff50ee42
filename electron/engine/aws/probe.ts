import type { AwsOptions } from '../../clients/aws/awsOptions.ts';
import type { AwsServices } from '../../clients/aws/awsServices.ts';
import { awsServices } from '../../clients/aws/awsServices.ts';
import { listProfiles } from '../../clients/aws/listProfiles.ts';
import { systemClock } from '../../clock.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { Result, SourceError } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';
import type { Lack } from './permissions.ts';
import { lacksOf, sentencesOf } from './permissions.ts';

type AwsConnection = Extract<Connection, { kind: 'aws' }>;

/**
 * Tries a connection: who we are, what there is, and each permission by a cheap call. One sentence when all is well:
 * “18 applications in eu-west-1 as arn:…”; else what is missing with what does not work without it, or why nothing works.
 */
export async function probeAws(
  { region, profile, endpoint }: AwsConnection,
  options: AwsOptions,
  signal: AbortSignal,
): Promise<Result<string>> {
  const unknown = profile === null ? null : await unknownProfile(profile);
  if (unknown !== null) return failed(unknown);
  const tried = await probeRegion(awsServices(options), signal);
  if (tried.ok) return ok(wordsOf([region], [tried.value], tried.value.caller));
  if (tried.error.kind !== 'credentials-missing' || endpoint !== null) return tried;
  const elsewhere = await callerElsewhere(options, signal);
  return elsewhere === null ? tried : failed(regionIsOff(region, elsewhere));
}

/** The same of one account in several regions, whoever we are there. */
export async function probeRegions(
  regions: readonly string[],
  servicesOf: (region: string) => AwsServices,
  signal: AbortSignal,
): Promise<Result<string>> {
  const all: Tried[] = [];
  for (const tried of await Promise.all(regions.map((region) => probeRegion(servicesOf(region), signal)))) {
    if (!tried.ok) return tried;
    all.push(tried.value);
  }
  return ok(wordsOf(regions, all, null));
}

function wordsOf(regions: readonly string[], tried: readonly Tried[], caller: string | null): string {
  const count = tried.reduce((sum, each) => sum + each.count, 0);
  const what = `${count === 0 ? 'No' : count} ${count === 1 ? 'application' : 'applications'} in ${regions.join(' and ')}`;
  const who = caller === null ? '' : ` as ${caller}`;
  const lacks = sentencesOf(tried.flatMap((each) => each.lacks));
  return lacks.length === 0 ? what + who : [`${what}${who}.`, ...lacks].join(' ');
}

interface Tried {
  readonly count: number;
  /** Null where nobody tells. */
  readonly caller: string | null;
  readonly lacks: readonly Lack[];
}

async function probeRegion(services: AwsServices, signal: AbortSignal): Promise<Result<Tried>> {
  try {
    // First alone: where there is no login, one code is asked for and one failure told.
    const listed = await services.managed.list(signal);
    if (!listed.ok) return listed;
    const [caller, lacks] = await Promise.all([
      services.identity.caller(signal),
      lacksOf(services, listed.value[0]?.name ?? null, systemClock.now(), signal),
    ]);
    return ok({ count: listed.value.length, caller: caller.ok ? caller.value : null, lacks });
  } finally {
    services.close();
  }
}

async function unknownProfile(profile: string): Promise<SourceError | null> {
  const { profiles, files, notices } = await listProfiles();
  if (profiles.some(({ name }) => name === profile)) return null;
  const names = profiles.map(({ name }) => name).join(', ');
  return {
    kind: 'credentials-missing',
    source: 'Shared config files',
    message: [`There is no profile “${profile}” in ${files.join(' and ')}.`, ...notices].join(' '),
    remedy:
      names === ''
        ? `Make it with \`aws configure --profile ${profile}\` or \`aws configure sso --profile ${profile}\`.`
        : `Choose one that there is: ${names}.`,
  };
}

/** A region that the account has not enabled does not know our keys; the region that nobody can switch off does. */
async function callerElsewhere(options: AwsOptions, signal: AbortSignal): Promise<string | null> {
  const home = homeRegion(options.region);
  if (home === options.region) return null;
  const services = awsServices({ ...options, region: home });
  try {
    const caller = await services.identity.caller(signal);
    return caller.ok ? caller.value : null;
  } finally {
    services.close();
  }
}

const homeRegion = (region: string): string =>
  region.startsWith('cn-') ? 'cn-north-1' : region.startsWith('us-gov-') ? 'us-gov-west-1' : 'us-east-1';

const regionIsOff = (region: string, caller: string): SourceError => ({
  kind: 'access-denied',
  source: 'AWS',
  message: `The credentials are good (${caller}), but the region ${region} does not take them: it is not enabled for the account.`,
  remedy: `Enable ${region} for the account (Account, AWS Regions), or choose another region.`,
});
