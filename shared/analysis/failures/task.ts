/** What the name of a task says, as Flink writes it into logs and exceptions. */
export interface TaskName {
  readonly vertex: string;
  /** Counted from 0, as Flink's page and metrics do. */
  readonly subtask: number;
  readonly parallelism: number;
  /** Counted from 0; null: not told. */
  readonly attempt: number | null;
}

const TASK = /^(.*) \((\d+)\/(\d+)\)(?:#(\d+))?(?: - execution #(\d+))?$/s;

/** `Parse record -> Sink: Writer (2/4) - execution #3` (org.apache.flink.runtime.executiongraph.Execution.getVertexWithAttempt); null: it is none. */
export function readTask(name: string): TaskName | null {
  const [, vertex, subtask, parallelism, short, long] = TASK.exec(name) ?? [];
  if (vertex === undefined) return null;
  const attempt = long ?? short;
  return {
    vertex,
    subtask: Number(subtask) - 1,
    parallelism: Number(parallelism),
    attempt: attempt === undefined ? null : Number(attempt),
  };
}
