import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import { hexDigits, keyOf } from '#shared/simulation/random.ts';
import type { VpcSettings } from '#shared/simulation/settings.ts';
import type { SimulatedRegion } from '#shared/simulation/types.ts';
import type { AwsError } from '../../awsError.ts';
import { list, structure, text } from '../../input.ts';
import { invalidArgument } from '../arns.ts';
import { partId } from '../names.ts';
import type { Given } from '../names.ts';

const subnets = list(text(), { min: 1, max: 16 });
const securityGroups = list(text(), { min: 1, max: 5 });

export const vpcConfiguration = structure({ SubnetIds: subnets, SecurityGroupIds: securityGroups }, {});

export const vpcConfigurationUpdate = structure(
  { VpcConfigurationId: partId },
  { SubnetIdUpdates: subnets, SecurityGroupIdUpdates: securityGroups },
);

const SUBNET = /^subnet-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;
const SECURITY_GROUP = /^sg-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;

/** One VPC of an application. */
export function vpcOf(
  { SubnetIds, SecurityGroupIds }: Given<typeof vpcConfiguration>,
  id: string,
  region: SimulatedRegion,
): Result<VpcSettings, AwsError> {
  const wrong = SubnetIds.find((each) => !SUBNET.test(each)) ?? SecurityGroupIds.find((each) => !SECURITY_GROUP.test(each));
  if (wrong !== undefined) return invalidArgument(`The ID '${wrong}' does not exist.`);
  for (const ids of [SubnetIds, SecurityGroupIds])
    if (new Set(ids).size < ids.length) return invalidArgument('An ID is given more than once in the VPC configuration.');
  const [vpcId = '', ...others] = new Set(SubnetIds.map((subnet) => vpcWith(subnet, region)));
  if (others.length > 0) return invalidArgument('All subnets of a VPC configuration have to be in the same VPC.');
  return ok({ id, vpcId, subnetIds: SubnetIds, securityGroupIds: SecurityGroupIds });
}

/** Subnets that applications use already belong to the VPCs of those; all others to one of the account's own. */
function vpcWith(subnet: string, { applications, name, accountId }: SimulatedRegion): string {
  const known = applications.flatMap(({ settings }) => settings.vpc).find(({ subnetIds }) => subnetIds.includes(subnet))?.vpcId;
  return known ?? `vpc-0${hexDigits(keyOf(0, 'vpc', accountId, name), 16)}`;
}

export function updatedVpc(
  current: readonly VpcSettings[],
  updates: readonly Given<typeof vpcConfigurationUpdate>[],
  region: SimulatedRegion,
): Result<readonly VpcSettings[], AwsError> {
  let changed = current;
  for (const { VpcConfigurationId, SubnetIdUpdates, SecurityGroupIdUpdates } of updates) {
    const old = changed.find(({ id }) => id === VpcConfigurationId);
    if (old === undefined) return noVpc(VpcConfigurationId);
    const { subnetIds, securityGroupIds } = old;
    const vpc = vpcOf(
      { SubnetIds: SubnetIdUpdates ?? subnetIds, SecurityGroupIds: SecurityGroupIdUpdates ?? securityGroupIds },
      old.id,
      region,
    );
    if (!vpc.ok) return vpc;
    changed = changed.map((each) => (each === old ? vpc.value : each));
  }
  return ok(changed);
}

export const noVpc = (id: string): Result<never, AwsError> =>
  invalidArgument(`The application has no VPC configuration with the ID ${id}.`);

export const describeVpc = ({ id, vpcId, subnetIds, securityGroupIds }: VpcSettings): object => ({
  VpcConfigurationId: id,
  VpcId: vpcId,
  SubnetIds: subnetIds,
  SecurityGroupIds: securityGroupIds,
});
