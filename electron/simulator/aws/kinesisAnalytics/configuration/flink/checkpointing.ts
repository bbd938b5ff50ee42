import type { ApplicationSettings } from '#shared/simulation/settings.ts';
import { MINUTE, millis, SECOND } from '#shared/units/units.ts';
import { flag, integer, structure } from '../../../input.ts';
import type { Given } from '../../names.ts';
import { configurationType } from './configurationType.ts';

type Checkpointing = ApplicationSettings['checkpointing'];

export const DEFAULT_CHECKPOINTING: Checkpointing = {
  type: 'DEFAULT',
  enabled: true,
  interval: MINUTE,
  minPause: millis(5 * SECOND),
};

const interval = integer({ min: 1 });
const minPause = integer({ min: 0 });

export const checkpointConfiguration = structure(
  { ConfigurationType: configurationType },
  { CheckpointingEnabled: flag, CheckpointInterval: interval, MinPauseBetweenCheckpoints: minPause },
);

export const checkpointConfigurationUpdate = structure(
  {},
  {
    ConfigurationTypeUpdate: configurationType,
    CheckpointingEnabledUpdate: flag,
    CheckpointIntervalUpdate: interval,
    MinPauseBetweenCheckpointsUpdate: minPause,
  },
);

/** With DEFAULT the service's values hold, whatever else is given. */
export const checkpointingOf = (
  asked: Given<typeof checkpointConfiguration>,
  current: Checkpointing = DEFAULT_CHECKPOINTING,
): Checkpointing =>
  asked.ConfigurationType === 'DEFAULT'
    ? DEFAULT_CHECKPOINTING
    : {
        type: 'CUSTOM',
        enabled: asked.CheckpointingEnabled ?? current.enabled,
        interval: millis(asked.CheckpointInterval ?? current.interval),
        minPause: millis(asked.MinPauseBetweenCheckpoints ?? current.minPause),
      };

export const updatedCheckpointing = (current: Checkpointing, asked: Given<typeof checkpointConfigurationUpdate>): Checkpointing =>
  checkpointingOf(
    {
      ConfigurationType: asked.ConfigurationTypeUpdate ?? current.type,
      CheckpointingEnabled: asked.CheckpointingEnabledUpdate,
      CheckpointInterval: asked.CheckpointIntervalUpdate,
      MinPauseBetweenCheckpoints: asked.MinPauseBetweenCheckpointsUpdate,
    },
    current,
  );

/** DEFAULT ones are told with the service's values, as the service does. */
export const describeCheckpointing = ({ type, enabled, interval: every, minPause: pause }: Checkpointing): object => ({
  ConfigurationType: type,
  CheckpointingEnabled: enabled,
  CheckpointInterval: every,
  MinPauseBetweenCheckpoints: pause,
});
