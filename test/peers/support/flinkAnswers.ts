// What Flink answers, in its own words and by no code of ours: what the app is held against.

export interface RawJob {
  readonly jid: string;
  readonly name: string;
  readonly state: string;
  readonly 'start-time': number;
  readonly vertices: readonly RawVertex[];
  readonly plan: {
    readonly nodes: readonly { readonly id: string; readonly inputs?: readonly { id: string; ship_strategy: string }[] }[];
  };
}

export interface RawVertex {
  readonly id: string;
  readonly name: string;
  readonly parallelism: number;
  readonly maxParallelism: number;
  readonly status: string;
  readonly 'start-time': number;
}

export interface RawBackpressure {
  readonly status: 'ok' | 'deprecated';
  readonly backpressureLevel?: 'ok' | 'low' | 'high';
  readonly subtasks?: readonly {
    readonly subtask: number;
    readonly backpressureLevel: string;
    readonly ratio: number;
    readonly busyRatio: number;
    readonly idleRatio: number;
  }[];
}

export interface RawAggregate {
  readonly id: string;
  readonly min: number;
  readonly max: number;
  readonly avg: number;
  readonly sum: number;
}

export interface RawCheckpoint {
  readonly id: number;
  readonly status: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  readonly is_savepoint: boolean;
  readonly trigger_timestamp: number;
  readonly end_to_end_duration: number;
  readonly checkpointed_size: number;
  readonly state_size: number;
  readonly checkpoint_type: string;
  readonly latest_ack_timestamp: number;
  readonly num_subtasks: number;
  readonly num_acknowledged_subtasks: number;
  readonly processed_data: number;
  readonly persisted_data: number;
  readonly external_path?: string;
  readonly discarded?: boolean;
}

export interface RawCheckpoints {
  readonly counts: { readonly completed: number; readonly failed: number; readonly in_progress: number };
  readonly history: readonly RawCheckpoint[];
}

/** `jobs/:j/vertices/:v` */
export interface RawVertexDetail {
  readonly subtasks: readonly {
    readonly subtask: number;
    readonly attempt: number;
    readonly endpoint: string;
    readonly 'taskmanager-id': string;
    readonly metrics: { readonly 'read-records': number; readonly 'write-records': number };
  }[];
}

export interface RawExceptions {
  readonly exceptionHistory: {
    readonly entries: readonly {
      readonly exceptionName: string;
      readonly stacktrace: string;
      readonly timestamp: number;
      readonly taskName: string;
      readonly taskManagerId: string;
      readonly endpoint: string;
    }[];
  };
}

export interface RawCheckpointDetail extends RawCheckpoint {
  readonly tasks: Readonly<Record<string, { readonly end_to_end_duration: number }>>;
}

export interface RawCheckpointSubtasks {
  readonly subtasks: readonly {
    readonly index: number;
    readonly end_to_end_duration: number;
    readonly start_delay: number;
    readonly alignment: { readonly duration: number };
    readonly checkpoint: { readonly sync: number; readonly async: number };
  }[];
}

export interface RawFlame {
  readonly endTimestamp: number;
  readonly data?: { readonly name: string; readonly value: number };
}
