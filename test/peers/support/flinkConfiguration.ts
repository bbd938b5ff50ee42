/** Megabytes of the parts of a TaskManager that its JVM must hold, on the heap and outside of it. */
const memory = { heap: 192, network: 96, framework: 128 };

export interface FlinkPlaces {
  /** Of the REST interface. */
  readonly port: number;
  readonly rpcPort: number;
  /** Everything that the cluster writes. */
  readonly folder: string;
}

/** `config.yaml` of a cluster on loopback alone. Without Flink's shell scripts, every part of a TaskManager's memory must be named. */
export const flinkConfiguration = ({ port, rpcPort, folder }: FlinkPlaces): string =>
  Object.entries({
    'rest.address': '127.0.0.1',
    'rest.bind-address': '127.0.0.1',
    'rest.port': port,
    'rest.bind-port': port,
    'jobmanager.rpc.address': '127.0.0.1',
    'jobmanager.rpc.port': rpcPort,
    'jobmanager.bind-host': '127.0.0.1',
    'taskmanager.host': '127.0.0.1',
    'taskmanager.bind-host': '127.0.0.1',
    'taskmanager.numberOfTaskSlots': SLOTS,
    'taskmanager.cpu.cores': 2,
    'taskmanager.memory.framework.heap.size': `${memory.framework}m`,
    'taskmanager.memory.framework.off-heap.size': `${memory.framework}m`,
    'taskmanager.memory.task.heap.size': `${memory.heap}m`,
    'taskmanager.memory.task.off-heap.size': '0m',
    'taskmanager.memory.managed.size': '32m',
    'taskmanager.memory.network.min': `${memory.network}m`,
    'taskmanager.memory.network.max': `${memory.network}m`,
    'taskmanager.memory.jvm-metaspace.size': '128m',
    'taskmanager.memory.jvm-overhead.min': '64m',
    'taskmanager.memory.jvm-overhead.max': '64m',
    'io.tmp.dirs': folder,
    'web.tmpdir': folder,
    // A TaskManager that comes first asks again soon, not after ten seconds.
    'cluster.registration.error-delay': '500 ms',
    // Figures for a test in seconds: the default asks the TaskManagers every ten.
    'metrics.fetcher.update-interval': 500,
    // Two seconds of samples instead of five.
    'rest.flamegraph.enabled': true,
    'rest.flamegraph.num-samples': 40,
  })
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('');

/** Room for every job of a test file at once. */
export const SLOTS = 16;

/** Packages of the JDK that Flink looks into (Java 17 closes them). */
const opened = 'lang lang.reflect io net nio text time util util.concurrent util.concurrent.atomic util.concurrent.locks'.split(
  ' ',
);
const flags = ['sun.nio.ch', ...opened.map((name) => `java.${name}`)].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`);

export const jobManagerFlags = ['-Xmx256m', ...flags];
export const taskManagerFlags = [
  `-Xmx${memory.heap + memory.framework}m`,
  `-XX:MaxDirectMemorySize=${memory.network + memory.framework}m`,
  ...flags,
];
