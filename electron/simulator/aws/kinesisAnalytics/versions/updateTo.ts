import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { Accepted } from '#shared/simulation/requests.ts';
import type { ApplicationSettings } from '#shared/simulation/settings.ts';
import type { SimulatedApplication } from '#shared/simulation/types.ts';
import type { AwsError } from '../../awsError.ts';
import type { AwsContext } from '../../service.ts';
import { findApplication } from '../applications/findApplication.ts';
import { requestOf } from '../applications/request.ts';
import { expectedVersion } from './expectedVersion.ts';

interface Updated {
  /** As it is after the request. */
  readonly application: SimulatedApplication;
  readonly accepted: Accepted;
}

/** Makes a new version of an application, with the settings that `change` makes of the present ones. */
export function updateTo(
  context: AwsContext,
  operation: string,
  input: { readonly ApplicationName: string } & Parameters<typeof expectedVersion>[0],
  change: (application: SimulatedApplication) => Result<ApplicationSettings, AwsError>,
): Result<Updated, AwsError> {
  const found = findApplication(context, input.ApplicationName);
  if (!found.ok) return found;
  const version = expectedVersion(input);
  if (!version.ok) return version;
  const settings = change(found.value);
  if (!settings.ok) return settings;
  const accepted = requestOf(context, {
    kind: 'update',
    name: found.value.name,
    version: version.value,
    settings: settings.value,
    operation,
  });
  return accepted.ok ? ok({ application: found.value, accepted: accepted.value }) : accepted;
}

/** Parts are numbered by the version that they come with. */
export const nextPartId = ({ versionId }: SimulatedApplication): string => `${versionId + 1}.1`;
