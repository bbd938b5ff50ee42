import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { ApplicationSettings } from '#shared/simulation/settings.ts';
import type { AwsError } from '../../../awsError.ts';
import { structure } from '../../../input.ts';
import { invalidArgument } from '../../arns.ts';
import type { Given } from '../../names.ts';
import {
  checkpointConfiguration,
  checkpointConfigurationUpdate,
  checkpointingOf,
  DEFAULT_CHECKPOINTING,
  updatedCheckpointing,
} from './checkpointing.ts';
import {
  DEFAULT_MONITORING,
  monitoringConfiguration,
  monitoringConfigurationUpdate,
  monitoringOf,
  updatedMonitoring,
} from './monitoring.ts';
import {
  DEFAULT_PARALLELISM,
  parallelismConfiguration,
  parallelismConfigurationUpdate,
  parallelismOf,
  updatedParallelism,
} from './parallelism.ts';

export const flinkConfiguration = structure(
  {},
  {
    CheckpointConfiguration: checkpointConfiguration,
    MonitoringConfiguration: monitoringConfiguration,
    ParallelismConfiguration: parallelismConfiguration,
  },
);

export const flinkConfigurationUpdate = structure(
  {},
  {
    CheckpointConfigurationUpdate: checkpointConfigurationUpdate,
    MonitoringConfigurationUpdate: monitoringConfigurationUpdate,
    ParallelismConfigurationUpdate: parallelismConfigurationUpdate,
  },
);

type FlinkSettings = Pick<ApplicationSettings, 'checkpointing' | 'monitoring' | 'parallelism'>;

/** What is left out is DEFAULT; a CUSTOM part has to say what is its own. */
export function flinkSettingsOf(asked: Given<typeof flinkConfiguration> = {}): Result<FlinkSettings, AwsError> {
  for (const [name, part] of Object.entries(asked)) {
    if (part === undefined) continue;
    const { ConfigurationType: type, ...values } = part;
    if (type === 'CUSTOM' && Object.values(values).every((value) => value === undefined))
      return invalidArgument(`${name} has the ConfigurationType CUSTOM, but none of its values is given.`);
  }
  const { CheckpointConfiguration, MonitoringConfiguration, ParallelismConfiguration } = asked;
  return ok({
    checkpointing: CheckpointConfiguration === undefined ? DEFAULT_CHECKPOINTING : checkpointingOf(CheckpointConfiguration),
    monitoring: MonitoringConfiguration === undefined ? DEFAULT_MONITORING : monitoringOf(MonitoringConfiguration),
    parallelism: ParallelismConfiguration === undefined ? DEFAULT_PARALLELISM : parallelismOf(ParallelismConfiguration),
  });
}

export const updatedFlinkSettings = (
  { checkpointing, monitoring, parallelism }: FlinkSettings,
  asked: Given<typeof flinkConfigurationUpdate> = {},
): FlinkSettings => ({
  checkpointing: updatedCheckpointing(checkpointing, asked.CheckpointConfigurationUpdate ?? {}),
  monitoring: updatedMonitoring(monitoring, asked.MonitoringConfigurationUpdate ?? {}),
  parallelism: updatedParallelism(parallelism, asked.ParallelismConfigurationUpdate ?? {}),
});
