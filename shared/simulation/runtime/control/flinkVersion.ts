/** Which Flink a runtime environment is; the service patches it within its minor version. */
const versions: Readonly<Record<string, string>> = {
  'FLINK-1_6': '1.6.2',
  'FLINK-1_8': '1.8.2',
  'FLINK-1_11': '1.11.1',
  'FLINK-1_13': '1.13.2',
  'FLINK-1_15': '1.15.2',
  'FLINK-1_18': '1.18.1',
  'FLINK-1_19': '1.19.1',
  'FLINK-1_20': '1.20.5',
  'FLINK-2_2': '2.2.0',
  'FLINK-2_3': '2.3.0',
  'ZEPPELIN-FLINK-1_0': '1.11.1',
  'ZEPPELIN-FLINK-2_0': '1.13.2',
  'ZEPPELIN-FLINK-3_0': '1.15.2',
};

export const flinkVersion = (runtimeEnvironment: string): string => versions[runtimeEnvironment] ?? '1.20.5';
