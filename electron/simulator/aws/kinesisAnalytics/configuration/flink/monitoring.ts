import type { ApplicationSettings } from '#shared/simulation/settings.ts';
import { oneOf, structure } from '../../../input.ts';
import type { Given } from '../../names.ts';
import { configurationType } from './configurationType.ts';

type Monitoring = ApplicationSettings['monitoring'];

export const DEFAULT_MONITORING: Monitoring = { type: 'DEFAULT', metricsLevel: 'APPLICATION', logLevel: 'INFO' };

export const logLevel = oneOf(['INFO', 'WARN', 'ERROR', 'DEBUG']);
const metricsLevel = oneOf(['APPLICATION', 'TASK', 'OPERATOR', 'PARALLELISM']);

export const monitoringConfiguration = structure(
  { ConfigurationType: configurationType },
  { MetricsLevel: metricsLevel, LogLevel: logLevel },
);

export const monitoringConfigurationUpdate = structure(
  {},
  { ConfigurationTypeUpdate: configurationType, MetricsLevelUpdate: metricsLevel, LogLevelUpdate: logLevel },
);

/** With DEFAULT the service's values hold, whatever else is given. */
export const monitoringOf = (
  asked: Given<typeof monitoringConfiguration>,
  current: Monitoring = DEFAULT_MONITORING,
): Monitoring =>
  asked.ConfigurationType === 'DEFAULT'
    ? DEFAULT_MONITORING
    : {
        type: 'CUSTOM',
        metricsLevel: asked.MetricsLevel ?? current.metricsLevel,
        logLevel: asked.LogLevel ?? current.logLevel,
      };

export const updatedMonitoring = (current: Monitoring, asked: Given<typeof monitoringConfigurationUpdate>): Monitoring =>
  monitoringOf(
    {
      ConfigurationType: asked.ConfigurationTypeUpdate ?? current.type,
      MetricsLevel: asked.MetricsLevelUpdate,
      LogLevel: asked.LogLevelUpdate,
    },
    current,
  );

export const describeMonitoring = ({ type, metricsLevel: metrics, logLevel: logs }: Monitoring): object => ({
  ConfigurationType: type,
  MetricsLevel: metrics,
  LogLevel: logs,
});
