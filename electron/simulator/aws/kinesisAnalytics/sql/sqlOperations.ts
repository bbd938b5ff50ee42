import { refused } from '../../awsError.ts';
import { structure } from '../../input.ts';
import type { Shape } from '../../input.ts';
import { operation } from '../../service.ts';
import type { Operation } from '../../service.ts';
import { findApplication } from '../applications/findApplication.ts';
import { invalidArgument } from '../arns.ts';
import { applicationName, arn, partId, versionId } from '../names.ts';
import { input, inputStartingPosition, output, processing, referenceData, s3Configuration } from './shapes.ts';

/** An operation on a part of a SQL application, of which there are none. */
const onSqlApplication = (name: string, parts: Readonly<Record<string, Shape<unknown>>>): Operation =>
  operation(
    name,
    structure({ ApplicationName: applicationName, CurrentApplicationVersionId: versionId, ...parts }, {}),
    ({ ApplicationName }, context) => {
      const found = findApplication(context, ApplicationName);
      if (!found.ok) return found;
      const { arn: own, settings } = found.value;
      return invalidArgument(
        `${name} is for SQL applications only. The runtime environment of application ${own} is ${settings.runtimeEnvironment}.`,
      );
    },
  );

/** Samples a stream for SQL applications. */
const discoverInputSchema = operation(
  'DiscoverInputSchema',
  structure(
    { ServiceExecutionRole: arn },
    {
      ResourceARN: arn,
      InputStartingPositionConfiguration: inputStartingPosition,
      S3Configuration: s3Configuration,
      InputProcessingConfiguration: processing,
    },
  ),
  () =>
    refused(
      'UnsupportedOperationException',
      'DiscoverInputSchema is for SQL applications only. Kinesis Data Analytics for SQL is discontinued.',
    ),
);

export const sqlOperations: readonly Operation[] = [
  onSqlApplication('AddApplicationInput', { Input: input }),
  onSqlApplication('AddApplicationInputProcessingConfiguration', { InputId: partId, InputProcessingConfiguration: processing }),
  onSqlApplication('AddApplicationOutput', { Output: output }),
  onSqlApplication('AddApplicationReferenceDataSource', { ReferenceDataSource: referenceData }),
  onSqlApplication('DeleteApplicationInputProcessingConfiguration', { InputId: partId }),
  onSqlApplication('DeleteApplicationOutput', { OutputId: partId }),
  onSqlApplication('DeleteApplicationReferenceDataSource', { ReferenceId: partId }),
  discoverInputSchema,
];
