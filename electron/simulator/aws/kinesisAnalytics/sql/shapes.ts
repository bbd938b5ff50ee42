import { integer, list, oneOf, structure, text } from '../../input.ts';
import { arn, fileKey, partId } from '../names.ts';

/** What SQL applications are made of: read, so that what is wrong with it is told, before the operation is refused. */

export const inputStartingPosition = structure(
  {},
  { InputStartingPosition: oneOf(['NOW', 'TRIM_HORIZON', 'LAST_STOPPED_POINT']) },
);

const streamName = text({ min: 1, max: 32, pattern: '[^-\\s<>&]*' });
const tableName = text({ min: 1, max: 32 });
const resource = structure({ ResourceARN: arn }, {});
const resourceUpdate = structure({ ResourceARNUpdate: arn }, {});
const delimiter = text({ min: 1, max: 1024 });
const encoding = text({ min: 5, max: 5, pattern: 'UTF-8' });
const parallelism = integer({ min: 1, max: 64 });
const formatType = oneOf(['JSON', 'CSV']);

const recordFormat = structure(
  { RecordFormatType: formatType },
  {
    MappingParameters: structure(
      {},
      {
        JSONMappingParameters: structure({ RecordRowPath: text({ min: 1, max: 65_535, pattern: '^(?=^\\$)(?=^\\S+$).*$' }) }, {}),
        CSVMappingParameters: structure({ RecordRowDelimiter: delimiter, RecordColumnDelimiter: delimiter }, {}),
      },
    ),
  },
);

const columns = list(
  structure(
    { Name: text({ min: 1, max: 256, pattern: '[^-\\s<>&]*' }), SqlType: text({ min: 1, max: 100 }) },
    { Mapping: text({ max: 65_535 }) },
  ),
  { min: 1, max: 1000 },
);

const schema = structure({ RecordFormat: recordFormat, RecordColumns: columns }, { RecordEncoding: encoding });

export const processing = structure({ InputLambdaProcessor: resource }, {});

export const input = structure(
  { NamePrefix: streamName, InputSchema: schema },
  {
    InputProcessingConfiguration: processing,
    KinesisStreamsInput: resource,
    KinesisFirehoseInput: resource,
    InputParallelism: structure({}, { Count: parallelism }),
  },
);

const destination = structure({ RecordFormatType: formatType }, {});

export const output = structure(
  { Name: streamName, DestinationSchema: destination },
  { KinesisStreamsOutput: resource, KinesisFirehoseOutput: resource, LambdaOutput: resource },
);

export const referenceData = structure(
  { TableName: tableName, ReferenceSchema: schema },
  { S3ReferenceDataSource: structure({}, { BucketARN: arn, FileKey: fileKey }) },
);

export const s3Configuration = structure({ BucketARN: arn, FileKey: fileKey }, {});

export const sqlConfiguration = structure(
  {},
  { Inputs: list(input), Outputs: list(output), ReferenceDataSources: list(referenceData) },
);

export const sqlConfigurationUpdate = structure(
  {},
  {
    InputUpdates: list(
      structure(
        { InputId: partId },
        {
          NamePrefixUpdate: streamName,
          InputProcessingConfigurationUpdate: structure({ InputLambdaProcessorUpdate: resourceUpdate }, {}),
          KinesisStreamsInputUpdate: resourceUpdate,
          KinesisFirehoseInputUpdate: resourceUpdate,
          InputSchemaUpdate: structure(
            {},
            { RecordFormatUpdate: recordFormat, RecordEncodingUpdate: encoding, RecordColumnUpdates: columns },
          ),
          InputParallelismUpdate: structure({ CountUpdate: parallelism }, {}),
        },
      ),
    ),
    OutputUpdates: list(
      structure(
        { OutputId: partId },
        {
          NameUpdate: streamName,
          KinesisStreamsOutputUpdate: resourceUpdate,
          KinesisFirehoseOutputUpdate: resourceUpdate,
          LambdaOutputUpdate: resourceUpdate,
          DestinationSchemaUpdate: destination,
        },
      ),
    ),
    ReferenceDataSourceUpdates: list(
      structure(
        { ReferenceId: partId },
        {
          TableNameUpdate: tableName,
          S3ReferenceDataSourceUpdate: structure({}, { BucketARNUpdate: arn, FileKeyUpdate: fileKey }),
          ReferenceSchemaUpdate: schema,
        },
      ),
    ),
  },
);
