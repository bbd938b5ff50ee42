import type { Message } from './record.ts';
import { error, info, origin, warn } from './record.ts';

const dispatcher = 'flink-pekko.actor.default-dispatcher-15';

/** The text that the guide tells to look for (p. 624). */
export const startTimedOut = (arn: string, account: string): string =>
  `Flink job did not start within a total timeout of 5 minutes for application: ${arn} under account: ${account}`;

export const startFailed = (message: string, thrown: readonly string[]): Message =>
  error(origin('com.amazonaws.services.kinesisanalytics.runtime.JobLauncher', 'launch', 212, 'main'), message, thrown);

export const jobFailed = (job: string, id: string, thrown: readonly string[]): Message => ({
  ...info(
    origin('org.apache.flink.runtime.executiongraph.ExecutionGraph', 'transitionState', 1048, dispatcher),
    `Job ${job} (${id}) switched from state FAILING to FAILED.`,
  ),
  throwable: thrown,
});

export const restoringSavepoint = (job: string, savepoint: string): Message =>
  info(
    origin('org.apache.flink.runtime.checkpoint.CheckpointCoordinator', 'restoreSavepoint', 1857, dispatcher),
    `Starting job ${job} from savepoint ${savepoint}`,
  );

export const scalingHeld = (current: number, ceiling: number): Message =>
  warn(
    origin('com.amazonaws.services.kinesisanalytics.scaling.AutoScaler', 'scaleUp', 88, 'scaling-1'),
    `Automatic scaling would raise the parallelism, but ${current} cannot become more than ${ceiling}.`,
  );
