import { ok } from '#shared/model/sourceError.ts';
import { list, structure } from '../../input.ts';
import { operation } from '../../service.ts';
import { applicationDetail } from '../applications/applicationDetail.ts';
import { operationId } from '../applications/request.ts';
import { applicationConfigurationUpdate } from '../configuration/configuration.ts';
import { loggingOptionUpdate } from '../configuration/logging.ts';
import { runConfigurationUpdate } from '../configuration/run.ts';
import { runtimeEnvironment } from '../configuration/runtimes.ts';
import { updateSettings } from '../configuration/updateSettings.ts';
import { resolveRestore } from '../enhancedSnapshots/resolveRestore.ts';
import { applicationName, arn } from '../names.ts';
import { expected } from './expectedVersion.ts';
import { updateTo } from './updateTo.ts';

export const updateApplication = operation(
  'UpdateApplication',
  structure(
    { ApplicationName: applicationName },
    {
      ...expected,
      ApplicationConfigurationUpdate: applicationConfigurationUpdate,
      ServiceExecutionRoleUpdate: arn,
      RunConfigurationUpdate: runConfigurationUpdate,
      CloudWatchLoggingOptionUpdates: list(loggingOptionUpdate),
      RuntimeEnvironmentUpdate: runtimeEnvironment,
    },
  ),
  (input, context) => {
    const updated = updateTo(context, 'UpdateApplication', input, (application) => {
      const settings = updateSettings(
        application.settings,
        {
          configuration: input.ApplicationConfigurationUpdate ?? {},
          logging: input.CloudWatchLoggingOptionUpdates ?? [],
          run: input.RunConfigurationUpdate ?? {},
          executionRole: input.ServiceExecutionRoleUpdate,
          runtimeEnvironment: input.RuntimeEnvironmentUpdate,
        },
        context.region,
      );
      if (!settings.ok) return settings;
      const run = resolveRestore(settings.value.run, application, context);
      return run.ok ? ok({ ...settings.value, run: run.value }) : run;
    });
    if (!updated.ok) return updated;
    const { application, accepted } = updated.value;
    return ok({ ApplicationDetail: applicationDetail(application), ...operationId(accepted) });
  },
);
