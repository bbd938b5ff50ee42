import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { ApplicationSettings } from '#shared/simulation/settings.ts';
import type { AwsError } from '../../../awsError.ts';
import { flag, integer, structure } from '../../../input.ts';
import { invalidArgument } from '../../arns.ts';
import type { Given } from '../../names.ts';
import { configurationType } from './configurationType.ts';

type Parallelism = ApplicationSettings['parallelism'];

export const DEFAULT_PARALLELISM: Parallelism = { type: 'DEFAULT', parallelism: 1, perKpu: 1, autoScaling: true };

const positive = integer({ min: 1 });

export const parallelismConfiguration = structure(
  { ConfigurationType: configurationType },
  { Parallelism: positive, ParallelismPerKPU: positive, AutoScalingEnabled: flag },
);

export const parallelismConfigurationUpdate = structure(
  {},
  {
    ConfigurationTypeUpdate: configurationType,
    ParallelismUpdate: positive,
    ParallelismPerKPUUpdate: positive,
    AutoScalingEnabledUpdate: flag,
  },
);

/** With DEFAULT the service's values hold, whatever else is given. */
export const parallelismOf = (
  asked: Given<typeof parallelismConfiguration>,
  current: Parallelism = DEFAULT_PARALLELISM,
): Parallelism =>
  asked.ConfigurationType === 'DEFAULT'
    ? DEFAULT_PARALLELISM
    : {
        type: 'CUSTOM',
        parallelism: asked.Parallelism ?? current.parallelism,
        perKpu: asked.ParallelismPerKPU ?? current.perKpu,
        autoScaling: asked.AutoScalingEnabled ?? current.autoScaling,
      };

export const updatedParallelism = (current: Parallelism, asked: Given<typeof parallelismConfigurationUpdate>): Parallelism =>
  parallelismOf(
    {
      ConfigurationType: asked.ConfigurationTypeUpdate ?? current.type,
      Parallelism: asked.ParallelismUpdate,
      ParallelismPerKPU: asked.ParallelismPerKPUUpdate,
      AutoScalingEnabled: asked.AutoScalingEnabledUpdate,
    },
    current,
  );

/** A KPU has this many slots at most (guide p. 54). */
const MOST_PER_KPU = 8;

export const checkParallelism = ({ perKpu }: Parallelism): Result<null, AwsError> =>
  perKpu > MOST_PER_KPU ? invalidArgument(`ParallelismPerKPU ${perKpu} is more than the maximum of ${MOST_PER_KPU}.`) : ok(null);

export const describeParallelism = ({ type, parallelism, perKpu, autoScaling }: Parallelism, current: number): object => ({
  ConfigurationType: type,
  Parallelism: parallelism,
  ParallelismPerKPU: perKpu,
  CurrentParallelism: current,
  AutoScalingEnabled: autoScaling,
});
