import { ok } from '#shared/model/sourceError.ts';
import { refused } from '../../awsError.ts';
import { structure } from '../../input.ts';
import { operation } from '../../service.ts';
import { hasCode } from '../configuration/code.ts';
import { runConfiguration, runOf } from '../configuration/run.ts';
import { resolveRestore } from '../enhancedSnapshots/resolveRestore.ts';
import { applicationName } from '../names.ts';
import { findApplication } from './findApplication.ts';
import { operationId, requestOf } from './request.ts';

export const startApplication = operation(
  'StartApplication',
  structure({ ApplicationName: applicationName }, { RunConfiguration: runConfiguration }),
  ({ ApplicationName, RunConfiguration }, context) => {
    const found = findApplication(context, ApplicationName);
    if (!found.ok) return found;
    const { name, arn, status, mode, settings } = found.value;
    if (status === 'READY' && mode === 'STREAMING' && !hasCode(settings.code))
      return refused(
        'InvalidApplicationConfigurationException',
        `Application ${arn} has no code. Update its code configuration.`,
      );
    const asked = runOf(RunConfiguration ?? {}, settings.snapshotMode);
    if (!asked.ok) return asked;
    const run = resolveRestore(asked.value, found.value, context);
    if (!run.ok) return run;
    const accepted = requestOf(context, { kind: 'start', name, run: run.value });
    return accepted.ok ? ok(operationId(accepted.value)) : accepted;
  },
);
