import { ok } from '#shared/model/sourceError.ts';
import { keyOf, uniform } from '#shared/simulation/random.ts';
import type { SimulatedLogRecord, SimulatedTaskManager } from '#shared/simulation/types.ts';
import { noSuchLog } from '../flinkError.ts';
import type { FlinkAnswer, FlinkScope } from '../scope.ts';
import { inWords, taskManagersOf } from '../scope.ts';
import { revisionOf } from './cluster.ts';

/** A process of the cluster that writes logs. */
export interface Process {
  readonly kind: 'jobmanager' | 'taskmanager';
  readonly entry: string;
  readonly heapMax: number;
  /** Null: the JobManager. */
  readonly taskManager: SimulatedTaskManager | null;
}

/** The file of the process' log, and that of what it prints: nothing. */
const filesOf = ({ kind }: Process) => ({ log: `flink-${kind}.log`, out: `flink-${kind}.out` });

/** GET …/logs */
export function listLogs(scope: FlinkScope, process: Process): FlinkAnswer {
  const { log, out } = filesOf(process);
  const records = recordsOf(scope, process);
  const started = startOf(scope);
  return ok({
    logs: [
      { name: out, size: 0, mtime: started },
      { name: log, size: Buffer.byteLength(textOf(scope, process, records)), mtime: records.at(-1)?.at ?? started },
    ],
  });
}

/** GET …/log */
export const readLog = (scope: FlinkScope, process: Process): FlinkAnswer =>
  inWords(textOf(scope, process, recordsOf(scope, process)));

/** GET …/logs/:name */
export function readLogFile(scope: FlinkScope, process: Process, name: string): FlinkAnswer {
  const { log, out } = filesOf(process);
  if (name === log) return readLog(scope, process);
  return name === out ? inWords('') : noSuchLog(name);
}

/** Who logs on the JobManager; the rest happens on TaskManagers. */
const CENTRAL =
  /^org\.apache\.flink\.(runtime\.(checkpoint\.Checkpoint(Coordinator|FailureManager)|executiongraph|dispatcher|jobmaster|scheduler|resourcemanager|rest|entrypoint|blob|source\.coordinator)|configuration|client)|^com\.amazonaws\.services\.kinesisanalytics/;

/** What a record says, beside its time. */
interface Told {
  readonly at: number;
  readonly logger: string;
  readonly message: string;
  readonly messageType: string;
  readonly throwableInformation?: readonly string[];
}

const told = ({ at, message }: SimulatedLogRecord): Told => ({ ...(JSON.parse(message) as Omit<Told, 'at'>), at });

/** The application's log records that this process wrote: those that name a TaskManager or a subtask are its, others fall to one by chance. */
function recordsOf(scope: FlinkScope, { taskManager }: Process): readonly Told[] {
  const all = taskManagersOf(scope.application);
  return scope.logs().flatMap((record, i) => {
    const said = told(record);
    const central = CENTRAL.test(said.logger);
    const own = taskManager === null ? central : !central && writerOf(record, i, all) === taskManager.id;
    return own ? [said] : [];
  });
}

function writerOf({ at, message }: SimulatedLogRecord, i: number, all: readonly SimulatedTaskManager[]): string | undefined {
  const named = all.find(({ id, host }) => message.includes(id) || message.includes(host));
  return named?.id ?? all[Math.floor(uniform(keyOf(at, 'writer'), i) * all.length)]?.id;
}

/** The cluster comes up shortly before its job. */
const startOf = ({ application, now }: FlinkScope): number =>
  Math.min(now, ...application.jobs.map(({ started }) => started)) - 20_000;

/** As log4j writes it: time, level, logger, thread context, message. */
function textOf(scope: FlinkScope, process: Process, records: readonly Told[]): string {
  const begin = startOf(scope);
  return [
    ...bannerOf(scope, process).map((message, i) => lineOf(begin + i, 'INFO', process.entry, message)),
    ...records.map(({ at, logger, message, messageType, throwableInformation = [] }) =>
      [lineOf(at, messageType, logger, message), ...throwableInformation].join('\n'),
    ),
    '',
  ].join('\n');
}

function lineOf(at: number, level: string, logger: string, message: string): string {
  const time = new Date(at).toISOString().replace('T', ' ').replace('.', ',').replace('Z', '');
  return `${time} ${level.padEnd(5)} ${logger.padEnd(60)} [] - ${message}`;
}

const RULE = '-'.repeat(80);

function bannerOf({ application }: FlinkScope, { kind, heapMax }: Process): readonly string[] {
  const { commit, at } = revisionOf(application.flinkVersion);
  const name = kind === 'jobmanager' ? 'KubernetesApplicationClusterEntrypoint' : 'TaskManager';
  return [
    RULE,
    ` Starting ${name} (Version: ${application.flinkVersion}, Scala: 2.12, Rev:${commit}, Date:${at})`,
    ' OS current user: flink',
    ' Current Hadoop/Kerberos user: <no hadoop dependency found>',
    ' JVM: OpenJDK 64-Bit Server VM - Amazon.com Inc. - 17/17.0.15+6-LTS',
    ' Arch: aarch64',
    ` Maximum heap size: ${Math.round(heapMax / 1_048_576)} MiBytes`,
    ' JAVA_HOME: /usr/lib/jvm/java-17-amazon-corretto',
    RULE,
  ];
}
