import { ok } from '#shared/model/sourceError.ts';
import type { FlinkAnswer, FlinkScope } from '../scope.ts';

const OPENED = ['lang', 'net', 'io', 'nio', 'lang.reflect', 'text', 'time', 'util', 'util.concurrent', 'util.concurrent.atomic'];

const LIBRARIES = [
  'cep',
  'connector-files',
  'csv',
  'dist',
  'json',
  'metrics-core',
  'scala_2.12',
  'statebackend-rocksdb',
  'table-api-java-uber',
  'table-planner-loader',
  'table-runtime',
];
const LOGGING = ['1.2-api', 'api', 'core', 'layout-template-json', 'slf4j-impl'];

/** GET /jobmanager/environment: the JobManager's Java, its options and what it loads. */
export function environment({ application: { flinkVersion, settings } }: FlinkScope): FlinkAnswer {
  const { code } = settings;
  return ok({
    jvm: {
      version: 'OpenJDK 64-Bit Server VM - Amazon.com Inc. - 17/17.0.15+6-LTS',
      arch: 'aarch64',
      options: [
        '-XX:+UseG1GC',
        '-Xms1536m',
        '-Xmx1536m',
        '-XX:MaxMetaspaceSize=256m',
        '-XX:+HeapDumpOnOutOfMemoryError',
        ...OPENED.map((name) => `--add-opens=java.base/java.${name}=ALL-UNNAMED`),
        '-Dlog.file=/opt/flink/log/flink-jobmanager.log',
        '-Dlog4j.configurationFile=file:/opt/flink/conf/log4j-console.properties',
      ],
    },
    classpath: [
      ...LIBRARIES.map((name) => `/opt/flink/lib/flink-${name}-${flinkVersion}.jar`),
      ...LOGGING.map((name) => `/opt/flink/lib/log4j-${name}-2.24.3.jar`),
      ...(code.contentType === 'ZIPFILE' ? [`/opt/flink/usrlib/${code.fileKey.split('/').at(-1) ?? code.fileKey}`] : []),
    ],
  });
}
