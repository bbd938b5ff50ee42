/** A query of CloudWatch Logs Insights that the guide asks of an application's log. */
export interface LogQuery {
  readonly id: string;
  readonly title: string;
  /** Which question it answers, and how to read the answer: a sentence or two. */
  readonly purpose: string;
  /** `{application}` stands for the application's ARN as a regular expression has it. */
  readonly query: string;
  readonly guidePage: number;
}

export const logQueries: readonly LogQuery[] = [
  {
    id: 'exceptions',
    title: 'Exceptions',
    purpose: 'Which exceptions were thrown, newest first.',
    query: `fields @timestamp, @message
| filter isPresent(throwableInformation.0) or isPresent(throwableInformation) or @message like /(Error|Exception)/
| sort @timestamp desc`,
    guidePage: 403,
  },
  {
    id: 'job-restarting',
    title: 'Job restarts',
    purpose: 'When a task failed and the job left RUNNING to begin again.',
    query: `fields @timestamp, @message
| filter applicationARN like /{application}/
| filter @message like /switched from RUNNING to RESTARTING/
| sort @timestamp desc`,
    guidePage: 415,
  },
  {
    id: 'job-failed',
    title: 'Job failures',
    purpose:
      'When the job failed for good: it could not restart, or runs on Flink 1.8 or earlier, which says so at each failure.',
    query: `fields @timestamp, @message
| filter applicationARN like /{application}/
| filter @message like /switched from RUNNING to FAILED/
| sort @timestamp desc`,
    guidePage: 415,
  },
  {
    id: 'access-denied',
    title: 'Refused access',
    purpose: 'Which calls were refused: the execution role lacks a permission.',
    query: `fields @timestamp, @message, messageType
| filter applicationARN like /{application}/
| filter @message like /AccessDenied/
| sort @timestamp desc`,
    guidePage: 414,
  },
  {
    id: 'resource-not-found',
    title: 'Missing source or sink',
    purpose: 'Whether a Kinesis stream that it reads or writes does not exist.',
    query: `fields @timestamp, @message
| filter applicationARN like /{application}/
| filter @message like /ResourceNotFoundException/
| sort @timestamp desc`,
    guidePage: 414,
  },
  {
    id: 'parallelism-changes',
    title: 'Changes of parallelism',
    purpose: 'When the parallelism changed, by automatic scaling or by hand.',
    query: `fields @timestamp, @parallelism
| filter message like /property: parallelism.default, /
| parse message "default, *" as @parallelism
| sort @timestamp asc`,
    guidePage: 414,
  },
  {
    id: 'tasks-per-taskmanager',
    title: 'Tasks per TaskManager',
    purpose:
      'How many tasks each TaskManager was given. Choose a time with one start of the job in it: earlier starts count too.',
    query: `fields @timestamp, message
| filter message like /Deploying/
| parse message " to flink-taskmanager-*" as @tmid
| stats count(*) as tasks by @tmid
| sort tasks desc
| limit 2000`,
    guidePage: 413,
  },
  {
    id: 'subtasks-per-taskmanager',
    title: 'Subtasks by TaskManager',
    purpose:
      'Which subtask was sent to which TaskManager. Choose a time with one start of the job in it: earlier starts count too.',
    query: `fields @timestamp, @tmid, @subtask
| filter message like /Deploying/
| parse message "Deploying * to flink-taskmanager-*" as @subtask, @tmid
| sort @timestamp desc
| limit 2000`,
    guidePage: 413,
  },
  {
    id: 'python-start',
    title: 'Start of a Python job',
    purpose: 'What the entry point of a Python application said while it started.',
    query: `fields @timestamp, message
| filter logger like /PythonDriver/
| sort @timestamp asc
| limit 1000`,
    guidePage: 41,
  },
  {
    id: 'lines-per-logger',
    title: 'Who logs most',
    purpose:
      'Whether something logs a line for each record, which slows the application down: its logger is at the top, with thousands.',
    query: `fields @timestamp, logger
| filter ispresent(logger)
| stats count(*) as lines by logger, messageType
| sort lines desc
| limit 100`,
    guidePage: 461,
  },
];

/** A query for one application. Its ARN has slashes, which would end a regular expression. */
export const fillQuery = ({ query }: Pick<LogQuery, 'query'>, arn: string): string =>
  query.replaceAll('{application}', () => arn.replace(/[/.*+?^$()[\]{}|\\]/g, '\\$&'));
