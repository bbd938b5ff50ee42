import { createHash } from 'node:crypto';
import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { AwsError } from '../awsError.ts';
import { refused } from '../awsError.ts';
import { integer, list, oneOf, text } from '../input.ts';
import { pageOf } from '../pageToken.ts';
import type { Page } from '../pageToken.ts';
import type { AwsContext } from '../service.ts';
import type { Scaled, ScalableTarget } from './scalingState.ts';
import { keyOf } from './scalingState.ts';

/** Which dimensions each service's resources have. */
const DIMENSIONS = {
  ecs: ['ecs:service:DesiredCount'],
  elasticmapreduce: ['elasticmapreduce:instancegroup:InstanceCount'],
  ec2: ['ec2:spot-fleet-request:TargetCapacity'],
  appstream: ['appstream:fleet:DesiredCapacity'],
  dynamodb: [
    'dynamodb:table:ReadCapacityUnits',
    'dynamodb:table:WriteCapacityUnits',
    'dynamodb:index:ReadCapacityUnits',
    'dynamodb:index:WriteCapacityUnits',
  ],
  rds: ['rds:cluster:ReadReplicaCount'],
  sagemaker: [
    'sagemaker:variant:DesiredInstanceCount',
    'sagemaker:variant:DesiredProvisionedConcurrency',
    'sagemaker:inference-component:DesiredCopyCount',
  ],
  'custom-resource': ['custom-resource:ResourceType:Property'],
  comprehend: [
    'comprehend:document-classifier-endpoint:DesiredInferenceUnits',
    'comprehend:entity-recognizer-endpoint:DesiredInferenceUnits',
  ],
  lambda: ['lambda:function:ProvisionedConcurrency'],
  cassandra: ['cassandra:table:ReadCapacityUnits', 'cassandra:table:WriteCapacityUnits'],
  kafka: ['kafka:broker-storage:VolumeSize'],
  elasticache: [
    'elasticache:cache-cluster:Nodes',
    'elasticache:replication-group:NodeGroups',
    'elasticache:replication-group:Replicas',
  ],
  neptune: ['neptune:cluster:ReadReplicaCount'],
  workspaces: ['workspaces:workspacespool:DesiredUserSessions'],
} as const;
type Namespace = keyof typeof DIMENSIONS;

export const ServiceNamespace = oneOf(Object.keys(DIMENSIONS) as Namespace[]);
export const ScalableDimension = oneOf(Object.values(DIMENSIONS).flat());
export const ResourceId = text({ min: 1, max: 1600 });
export const ResourceIds = list(ResourceId);
export const scaledMembers = { ServiceNamespace, ResourceId, ScalableDimension };

/** A dimension has to be one of the service's; a resource of one's own is named by the address that scales it. */
export function checkScaled(scaled: Scaled): Result<null, AwsError> {
  const dimensions: readonly string[] = DIMENSIONS[scaled.ServiceNamespace as Namespace];
  if (!dimensions.includes(scaled.ScalableDimension))
    return refused('ValidationException', 'Unsupported service namespace, resource type or scalable dimension');
  if (scaled.ServiceNamespace === 'custom-resource' && !/^https:\/\/\S+$/.test(scaled.ResourceId))
    return refused('ValidationException', 'The resource ID of a custom resource has to be an https address.');
  return ok(null);
}

export function findTarget({ state }: AwsContext, scaled: Scaled): Result<ScalableTarget, AwsError> {
  const target = state.scaling.targets.get(keyOf(scaled));
  return target === undefined
    ? refused('ObjectNotFoundException', `No scalable target registered for ${inWords(scaled)}`)
    : ok(target);
}

const LONGEST_PAGE = 50;
export const pageMembers = { MaxResults: integer(), NextToken: text() };

interface PageMembers {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** Told alike of whatever is missing. */
export const inWords = ({ ServiceNamespace: service, ResourceId: resource, ScalableDimension: dimension }: Scaled): string =>
  `service namespace: ${service}, resource ID: ${resource}, scalable dimension: ${dimension}`;

interface Asked {
  readonly ServiceNamespace: string;
  readonly ResourceId?: string | undefined;
  readonly ScalableDimension?: string | undefined;
}

/** What a Describe operation asks for; a resource and a dimension only where they are named. */
export const isAsked = (scaled: Scaled, asked: Asked): boolean =>
  scaled.ServiceNamespace === asked.ServiceNamespace &&
  (asked.ResourceId ?? scaled.ResourceId) === scaled.ResourceId &&
  (asked.ScalableDimension ?? scaled.ScalableDimension) === scaled.ScalableDimension;

/** One page of what was found, as the Describe operations give it under a name of theirs. */
export function describedPage(
  operation: string,
  found: readonly object[],
  filter: object,
  { MaxResults = LONGEST_PAGE, NextToken }: PageMembers,
): Result<Page<object>, AwsError> {
  if (MaxResults < 1 || MaxResults > LONGEST_PAGE)
    return refused('ValidationException', `MaxResults must be between 1 and ${LONGEST_PAGE}.`);
  const page = pageOf(found, { operation, filter, limit: MaxResults, token: NextToken });
  return page.ok ? page : refused('InvalidNextTokenException', 'The next token is invalid.');
}

/** The same id for the same thing. */
export function idOf(...of: readonly string[]): string {
  const hash = createHash('sha256').update(of.join('\n')).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');
}
