import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { services } from '#electron/simulator/aws/services.ts';
import { cloudWatch } from './stories/cloudWatch.ts';
import { commandLine } from './stories/commandLine.ts';
import { lifeOfAnApplication } from './stories/lifeOfAnApplication.ts';
import { logs } from './stories/logs.ts';
import { smallServices } from './stories/smallServices.ts';
import { snapshots } from './stories/snapshots.ts';
import { SQL_OPERATIONS, sqlOperations } from './stories/sqlOperations.ts';
import { theFleet } from './stories/theFleet.ts';
import { conformityTable, writeConformity } from './support/conformityTable.ts';
import { createConversation } from './support/conversation.ts';

const talk = createConversation();
beforeAll(() => talk.start(['--seed', '11', '--history', '3']));
afterAll(() => talk.stop());

// One after the other, on one simulator: first what is there, then what a client makes and ends.
theFleet(talk);
sqlOperations(talk, () => 'orders-enrichment');
lifeOfAnApplication(talk);
snapshots(talk);
cloudWatch(talk);
logs(talk);
smallServices(talk);
commandLine(talk);

describe('of all that has been called', () => {
  /** As boto3 names what signs as something else. */
  const names: Readonly<Record<string, string>> = { kinesisanalytics: 'kinesisanalyticsv2', monitoring: 'cloudwatch' };
  const answered = (service: string, operation: string) => (talk.heard.get(`${service} ${operation}`)?.good ?? 0) > 0;

  it('every operation of the managed service that botocore knows was answered, or is for SQL applications', () => {
    const left = talk.boto.operations['kinesisanalyticsv2']?.filter(
      (operation) => !answered('kinesisanalyticsv2', operation) && !Object.hasOwn(SQL_OPERATIONS, operation),
    );
    expect(left).toEqual([]);
  });

  it('every operation that is simulated was answered', () => {
    const left = services.flatMap(({ signingName, operations }) => {
      const service = names[signingName] ?? signingName;
      return operations
        .filter(({ name }) => !answered(service, name) && !Object.hasOwn(SQL_OPERATIONS, name))
        .map(({ name }) => `${service} ${name}`);
    });
    expect(left).toEqual([]);
  });

  it('nothing breaks a model, and the documentation says so', () => {
    const heard = [...talk.heard.values()];
    expect(heard.reduce((sum, { violations }) => sum + violations, 0)).toBe(0);
    const isStale = writeConformity(conformityTable(heard, talk.boto.botocore));
    expect(isStale, 'The table in docs/simulator.md was stale. It has been written anew: look at it, and commit it.').toBe(false);
  });
});
