import type { NetworkFault, Truth } from '#shared/simulation/control.ts';

export const serviceWords: Readonly<Record<NetworkFault['service'], string>> = {
  kinesisanalytics: 'Managed Service for Apache Flink',
  monitoring: 'CloudWatch',
  logs: 'CloudWatch Logs',
  sts: 'Security Token Service',
  cloudtrail: 'CloudTrail',
  'application-autoscaling': 'Application Auto Scaling',
  kinesis: 'Kinesis Data Streams',
  flink: 'Flink dashboards',
};

export const networkWords: Readonly<Record<NetworkFault['kind'], string>> = {
  latency: 'Answers late',
  throttling: 'Throttles requests',
  timeout: 'Does not answer',
  garbage: 'Answers garbage',
  'expired-credentials': 'Finds the credentials expired',
  refused: 'Closes the connection',
  'server-error': 'Fails',
  'access-denied': 'Denies access',
  'slow-drip': 'Answers drop by drop',
  truncated: 'Breaks off its answers',
  empty: 'Answers nothing',
  'wrong-json': 'Answers something else',
  'wrong-types': 'Answers with wrong types',
  'not-numbers': 'Answers NaN for every figure',
  'clock-ahead': 'Has a clock that is 10 min ahead',
  'clock-behind': 'Has a clock that is 10 min behind',
};

export const severityWords: Readonly<Record<NetworkFault['severity'], string>> = {
  mild: 'Mild',
  clear: 'Clear',
  severe: 'Severe',
};

const late: Readonly<Record<NetworkFault['severity'], string>> = { mild: '0.3 s later', clear: '2 s later', severe: '8 s later' };
const share: Readonly<Record<NetworkFault['severity'], string>> = {
  mild: 'one request of ten',
  clear: 'every other request',
  severe: 'every request',
};

/** What a severity means for a disturbance of the network. */
export const extentWords = ({ kind, severity }: Pick<NetworkFault, 'kind' | 'severity'>): string =>
  kind === 'latency' ? late[severity] : share[severity];

/** Whom a disturbance of the network befalls. */
export const placeWords = ({ service, application }: Pick<NetworkFault, 'service' | 'application'>): string =>
  application === null ? serviceWords[service] : `The Flink dashboard of ${application}`;

export const stateWords: Readonly<Record<Truth['faults'][number]['state'], string>> = {
  'to come': 'To come',
  on: 'On',
  over: 'Over',
};

/** `data-skew` → `Data skew`: for what has no title here. */
export const problemWords = (problem: string): string => {
  const words = problem.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
