import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestService } from './service.ts';
import { CODE, plain, startService } from './service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

interface Operation {
  readonly Operation: string;
  readonly OperationId: string;
}

/** Runs orders, then puts a program in its place that has none of its operators; the status that this ends in, and the history. */
async function deployAnotherProgram(name: string, { rollback, skips }: { readonly rollback: boolean; readonly skips: boolean }) {
  await service.succeed(
    'CreateApplication',
    plain(name, {
      ApplicationConfiguration: {
        ApplicationCodeConfiguration: CODE,
        ApplicationSystemRollbackConfiguration: { RollbackEnabled: rollback },
      },
    }),
  );
  await service.succeed('StartApplication', { ApplicationName: name });
  await service.settle('RUNNING', name);
  await service.pass(5);
  await service.succeed('UpdateApplication', {
    ApplicationName: name,
    CurrentApplicationVersionId: 1,
    ApplicationConfigurationUpdate: {
      ApplicationCodeConfigurationUpdate: {
        CodeContentUpdate: { S3ContentLocationUpdate: { FileKeyUpdate: 'jobs/clickstream-sessions.jar' } },
      },
    },
    RunConfigurationUpdate: { FlinkRunConfiguration: { AllowNonRestoredState: skips } },
  });
  await service.pass(15);
  const answer = await service.succeed('ListApplicationOperations', { ApplicationName: name });
  const history = answer['ApplicationOperationInfoList'] as readonly Operation[];
  const details = history.map(async ({ OperationId }) => {
    const told = await service.succeed('DescribeApplicationOperation', { ApplicationName: name, OperationId });
    return told['ApplicationOperationInfoDetails'] as object;
  });
  return { detail: await service.describe(name), history, details: await Promise.all(details) };
}

const MISFIT = /Cannot map checkpoint\/savepoint state for operator [0-9a-f]{32} to the new program/;

describe('an update to a program that the saved state does not fit', () => {
  it('is undone by the service when it may', async () => {
    const { detail, history, details } = await deployAnotherProgram('undone', { rollback: true, skips: false });
    expect(detail).toMatchObject({
      ApplicationStatus: 'RUNNING',
      ApplicationVersionId: 3,
      ApplicationVersionRolledBackFrom: 2,
      ApplicationVersionRolledBackTo: 1,
    });
    expect(history.map(({ Operation: name }) => name)).toEqual(['RollbackApplication', 'UpdateApplication', 'StartApplication']);
    expect(details[1]).toMatchObject({
      OperationStatus: 'FAILED',
      OperationFailureDetails: {
        RollbackOperationId: history[0]?.OperationId,
        ErrorInfo: { ErrorString: expect.stringMatching(MISFIT) as string },
      },
    });
  });

  it('leaves the application stopped when it may not', async () => {
    const { detail, details } = await deployAnotherProgram('left', { rollback: false, skips: false });
    expect(detail).toMatchObject({ ApplicationStatus: 'READY', ApplicationVersionId: 2 });
    expect(details[0]).toMatchObject({
      OperationStatus: 'FAILED',
      OperationFailureDetails: { ErrorInfo: { ErrorString: expect.stringMatching(MISFIT) as string } },
    });
    expect(details[0]).not.toHaveProperty('OperationFailureDetails.RollbackOperationId');
  });

  it('succeeds when the state may be left behind', async () => {
    const { detail, details } = await deployAnotherProgram('forgetful', { rollback: false, skips: true });
    expect(detail).toMatchObject({ ApplicationStatus: 'RUNNING', ApplicationVersionId: 2 });
    expect(details[0]).toMatchObject({ Operation: 'UpdateApplication', OperationStatus: 'SUCCESSFUL' });
  });
});
