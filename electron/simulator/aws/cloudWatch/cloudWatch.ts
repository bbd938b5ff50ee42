import type { Service } from '../service.ts';
import { deleteAlarms, disableAlarmActions, enableAlarmActions, setAlarmState } from './alarms/changeAlarms.ts';
import { describeAlarmHistory } from './alarms/describeAlarmHistory.ts';
import { describeAlarms } from './alarms/describeAlarms.ts';
import { describeAlarmsForMetric } from './alarms/describeAlarmsForMetric.ts';
import { putCompositeAlarm } from './alarms/putCompositeAlarm.ts';
import { putMetricAlarm } from './alarms/putMetricAlarm.ts';
import { deleteDashboards, getDashboard, listDashboards, putDashboard } from './dashboards/dashboardOperations.ts';
import { getMetricData } from './metricData/getMetricData.ts';
import { getMetricStatistics } from './metrics/getMetricStatistics.ts';
import { listMetrics } from './metrics/listMetrics.ts';
import { putMetricData } from './metrics/putMetricData.ts';
import { listTagsForResource, tagResource, untagResource } from './tags/tagOperations.ts';

/** Amazon CloudWatch, API 2010-08-01. */
export const cloudWatch: Service = {
  target: 'GraniteServiceVersion20100801',
  signingName: 'monitoring',
  jsonVersion: '1.0',
  query: { version: '2010-08-01', namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/' },
  cbor: true,
  invalid: 'ValidationException',
  queryCodes: {
    DashboardInvalidInputError: 'InvalidParameterInput',
    DashboardNotFoundError: 'ResourceNotFound',
    IncompleteSignatureException: 'IncompleteSignature',
    InvalidFormatFault: 'InvalidFormat',
    InvalidParameterCombinationException: 'InvalidParameterCombination',
    InvalidParameterValueException: 'InvalidParameterValue',
    InvalidSignatureException: 'SignatureDoesNotMatch',
    MissingAuthenticationTokenException: 'MissingAuthenticationToken',
    MissingRequiredParameterException: 'MissingParameter',
    SerializationException: 'MalformedInput',
    ThrottlingException: 'Throttling',
    UnknownOperationException: 'InvalidAction',
    UnrecognizedClientException: 'InvalidClientTokenId',
    ValidationException: 'ValidationError',
  },
  operations: [
    deleteAlarms,
    deleteDashboards,
    describeAlarmHistory,
    describeAlarms,
    describeAlarmsForMetric,
    disableAlarmActions,
    enableAlarmActions,
    getDashboard,
    getMetricData,
    getMetricStatistics,
    listDashboards,
    listMetrics,
    listTagsForResource,
    putCompositeAlarm,
    putDashboard,
    putMetricAlarm,
    putMetricData,
    setAlarmState,
    tagResource,
    untagResource,
  ],
};
