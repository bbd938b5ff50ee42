import { ok } from '#shared/model/sourceError.ts';
import { list, structure, text } from '../../input.ts';
import { operation } from '../../service.ts';
import { applicationConfiguration } from '../configuration/configuration.ts';
import { createSettings } from '../configuration/createSettings.ts';
import { loggingOption } from '../configuration/logging.ts';
import { applicationMode, modeOf, runtimeEnvironment } from '../configuration/runtimes.ts';
import { applicationName, arn } from '../names.ts';
import { tags, tagsOf } from '../tags/tags.ts';
import { applicationDetail } from './applicationDetail.ts';
import { findApplication } from './findApplication.ts';
import { requestOf } from './request.ts';

export const createApplication = operation(
  'CreateApplication',
  structure(
    { ApplicationName: applicationName, RuntimeEnvironment: runtimeEnvironment, ServiceExecutionRole: arn },
    {
      ApplicationDescription: text({ max: 1024 }),
      ApplicationConfiguration: applicationConfiguration,
      CloudWatchLoggingOptions: list(loggingOption),
      Tags: tags,
      ApplicationMode: applicationMode,
    },
  ),
  (input, context) => {
    const mode = modeOf(input.RuntimeEnvironment, input.ApplicationMode);
    if (!mode.ok) return mode;
    const settings = createSettings(
      {
        mode: mode.value,
        description: input.ApplicationDescription ?? '',
        runtimeEnvironment: input.RuntimeEnvironment,
        executionRole: input.ServiceExecutionRole,
        configuration: input.ApplicationConfiguration ?? {},
        logging: input.CloudWatchLoggingOptions ?? [],
      },
      context.region,
    );
    if (!settings.ok) return settings;
    const own = tagsOf(input.Tags ?? []);
    if (!own.ok) return own;
    const name = input.ApplicationName;
    const accepted = requestOf(context, {
      kind: 'create',
      name,
      mode: mode.value,
      settings: settings.value,
      tags: own.value,
    });
    if (!accepted.ok) return accepted;
    const created = findApplication(context, name);
    return created.ok ? ok({ ApplicationDetail: applicationDetail(created.value) }) : created;
  },
);
