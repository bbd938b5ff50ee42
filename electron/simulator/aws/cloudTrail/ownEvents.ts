import type { SimulatedApplication, SimulatedRegion } from '#shared/simulation/types.ts';
import type { RecordedCall } from '../callLog.ts';
import { eventId, eventTime } from '../callLog.ts';

/** Who deploys, starts and stops the applications of a scenario. */
const ROLE = 'deployment-pipeline';

/** Calls that began what the applications' histories tell of, and that no client of the simulator has made: the scenario's deployments. */
export function ownEvents(region: SimulatedRegion, calls: readonly RecordedCall[]): readonly RecordedCall[] {
  const known = new Set(calls.map(({ operationId }) => operationId));
  return region.applications.flatMap((application) =>
    application.operations
      // What the service does by itself, scaling and maintenance, is no call of anybody.
      .filter(({ id, name }) => !known.has(id) && /^(Create|Delete|Rollback|Start|Stop|Update)[A-Z]\w+$/.test(name))
      .map((operation) => deployed(region, application, operation)),
  );
}

function deployed(
  { name: region, accountId }: SimulatedRegion,
  { name, arn, versionId }: SimulatedApplication,
  operation: SimulatedApplication['operations'][number],
): RecordedCall {
  const id = eventId(`${region}\n${name}\n${operation.id}`);
  const source = 'kinesisanalytics.amazonaws.com';
  const accessKeyId = `ASIA${id.replaceAll('-', '').slice(0, 16).toUpperCase()}`;
  const version = operation.fromVersion === null ? {} : { currentApplicationVersionId: operation.fromVersion };
  const event = {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROADEPLOYMENTPIPELIN:${ROLE}`,
      arn: `arn:aws:sts::${accountId}:assumed-role/${ROLE}/${ROLE}`,
      accountId,
      accessKeyId,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AROADEPLOYMENTPIPELIN',
          arn: `arn:aws:iam::${accountId}:role/${ROLE}`,
          accountId,
          userName: ROLE,
        },
      },
    },
    eventTime: eventTime(operation.started),
    eventSource: source,
    eventName: operation.name,
    awsRegion: region,
    sourceIPAddress: '203.0.113.17',
    userAgent: 'aws-cli/2.31.0',
    requestParameters: { applicationName: name, ...(operation.name === 'UpdateApplication' ? version : {}) },
    responseElements: {
      operationId: operation.id,
      ...(operation.name === 'UpdateApplication'
        ? { applicationDetail: { applicationARN: arn, applicationVersionId: operation.toVersion ?? versionId } }
        : {}),
    },
    requestID: eventId(`request\n${id}`),
    eventID: id,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: 'Management',
  };
  return {
    id,
    order: 0,
    at: operation.started,
    name: operation.name,
    source,
    readOnly: false,
    accessKeyId,
    username: ROLE,
    resources: [{ ResourceType: 'AWS::KinesisAnalyticsV2::Application', ResourceName: name }],
    operationId: operation.id,
    event: JSON.stringify(event),
  };
}
