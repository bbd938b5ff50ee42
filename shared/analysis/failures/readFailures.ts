import type { JobFailure } from '../../model/insight/failures.ts';
import type { Burst } from './bursts.ts';
import { burstsOf } from './bursts.ts';
import type { FailureGroup } from './groups.ts';
import { groupsOf } from './groups.ts';

export interface FailureStory {
  /** One for each restart, newest first. */
  readonly bursts: readonly Burst[];
  /** Causes before their consequences. */
  readonly groups: readonly FailureGroup[];
}

/** What a list of failures tells. */
export function readFailures(failures: readonly JobFailure[]): FailureStory {
  const bursts = burstsOf(failures);
  return { bursts, groups: groupsOf(bursts) };
}

export interface FailureFilter {
  /** Name of a vertex; null: all. */
  readonly vertex: string | null;
  readonly taskManager: string | null;
  /** In the exception's chain, or in the names of tasks and task managers; however it is written. */
  readonly text: string;
}

/** The failures that concern what is looked for: each as a whole, with what else failed at the same time. */
export function chooseFailures(failures: readonly JobFailure[], { vertex, taskManager, text }: FailureFilter): JobFailure[] {
  const wanted = text.trim().toLowerCase();
  return failures.filter((failure) => {
    const all = [failure, ...failure.concurrent];
    const says = (each: (typeof all)[number]) =>
      [each.stacktrace, each.exception, each.task ?? '', each.taskManager ?? ''].some((part) =>
        part.toLowerCase().includes(wanted),
      );
    return (
      (vertex === null || all.some(({ task }) => task?.startsWith(`${vertex} (`) === true)) &&
      (taskManager === null || all.some((each) => each.taskManager === taskManager)) &&
      (wanted === '' || all.some(says))
    );
  });
}
