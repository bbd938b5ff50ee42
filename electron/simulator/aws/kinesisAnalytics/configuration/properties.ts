import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { PropertyGroup } from '#shared/simulation/settings.ts';
import type { AwsError } from '../../awsError.ts';
import { list, mapOf, structure, text } from '../../input.ts';
import { invalidArgument } from '../arns.ts';
import { partId } from '../names.ts';
import type { Given } from '../names.ts';

const property = text({ min: 1, max: 2048 });

/** At an update too: what it does not name is deleted (guide pp. 43–44). */
export const environmentProperties = structure(
  {
    PropertyGroups: list(
      structure({ PropertyGroupId: partId, PropertyMap: mapOf(property, property, { min: 1, max: 50 }) }, {}),
      { max: 50 },
    ),
  },
  {},
);

export function propertiesOf({
  PropertyGroups,
}: Given<typeof environmentProperties>): Result<readonly PropertyGroup[], AwsError> {
  const ids = PropertyGroups.map(({ PropertyGroupId }) => PropertyGroupId);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) return invalidArgument(`The property group ${twice} is given more than once.`);
  return ok(PropertyGroups.map(({ PropertyGroupId, PropertyMap }) => ({ id: PropertyGroupId, values: PropertyMap })));
}

export const describeProperties = (groups: readonly PropertyGroup[]): object => ({
  PropertyGroupDescriptions: groups.map(({ id, values }) => ({ PropertyGroupId: id, PropertyMap: values })),
});
