import { ok } from '#shared/model/sourceError.ts';
import type { SimulatedApplication } from '#shared/simulation/types.ts';
import { structure } from '../../input.ts';
import { operation } from '../../service.ts';
import { operationId } from '../applications/request.ts';
import { invalidArgument } from '../arns.ts';
import { describeLogging, loggingOf, loggingOption, noLoggingOption } from '../configuration/logging.ts';
import { applicationName, partId } from '../names.ts';
import { expected } from './expectedVersion.ts';
import { nextPartId, updateTo } from './updateTo.ts';

const optionsOf = ({ arn, versionId, settings }: SimulatedApplication): object => ({
  ApplicationARN: arn,
  ApplicationVersionId: versionId,
  CloudWatchLoggingOptionDescriptions: describeLogging(settings.logging),
});

const ADD = 'AddApplicationCloudWatchLoggingOption';
export const addLoggingOption = operation(
  ADD,
  structure({ ApplicationName: applicationName, CloudWatchLoggingOption: loggingOption }, expected),
  (input, context) => {
    const updated = updateTo(context, ADD, input, (application) => {
      const { settings } = application;
      if (settings.logging.length > 0) return invalidArgument('An application can have only one CloudWatch logging option.');
      const option = loggingOf(input.CloudWatchLoggingOption, nextPartId(application), context.region);
      return option.ok ? ok({ ...settings, logging: [option.value] }) : option;
    });
    if (!updated.ok) return updated;
    return ok({ ...optionsOf(updated.value.application), ...operationId(updated.value.accepted) });
  },
);

const DELETE = 'DeleteApplicationCloudWatchLoggingOption';
export const deleteLoggingOption = operation(
  DELETE,
  structure({ ApplicationName: applicationName, CloudWatchLoggingOptionId: partId }, expected),
  (input, context) => {
    const updated = updateTo(context, DELETE, input, ({ settings }) => {
      const others = settings.logging.filter(({ id }) => id !== input.CloudWatchLoggingOptionId);
      return others.length === settings.logging.length
        ? noLoggingOption(input.CloudWatchLoggingOptionId)
        : ok({ ...settings, logging: others });
    });
    if (!updated.ok) return updated;
    return ok({ ...optionsOf(updated.value.application), ...operationId(updated.value.accepted) });
  },
);
