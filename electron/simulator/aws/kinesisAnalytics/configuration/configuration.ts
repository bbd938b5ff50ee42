import { list, structure } from '../../input.ts';
import { sqlConfiguration, sqlConfigurationUpdate } from '../sql/shapes.ts';
import { codeConfiguration, codeConfigurationUpdate } from './code.ts';
import { encryptionConfiguration, encryptionConfigurationUpdate } from './encryption.ts';
import { flinkConfiguration, flinkConfigurationUpdate } from './flink/flinkConfiguration.ts';
import { vpcConfiguration, vpcConfigurationUpdate } from './network.ts';
import { notebookConfiguration, notebookConfigurationUpdate } from './notebook.ts';
import { environmentProperties } from './properties.ts';
import {
  rollbackConfiguration,
  rollbackConfigurationUpdate,
  snapshotConfiguration,
  snapshotConfigurationUpdate,
} from './saving.ts';

/** ApplicationConfiguration of CreateApplication. */
export const applicationConfiguration = structure(
  {},
  {
    SqlApplicationConfiguration: sqlConfiguration,
    FlinkApplicationConfiguration: flinkConfiguration,
    EnvironmentProperties: environmentProperties,
    ApplicationCodeConfiguration: codeConfiguration,
    ApplicationSnapshotConfiguration: snapshotConfiguration,
    ApplicationSystemRollbackConfiguration: rollbackConfiguration,
    VpcConfigurations: list(vpcConfiguration),
    ZeppelinApplicationConfiguration: notebookConfiguration,
    ApplicationEncryptionConfiguration: encryptionConfiguration,
  },
);

/** ApplicationConfigurationUpdate of UpdateApplication. */
export const applicationConfigurationUpdate = structure(
  {},
  {
    SqlApplicationConfigurationUpdate: sqlConfigurationUpdate,
    ApplicationCodeConfigurationUpdate: codeConfigurationUpdate,
    FlinkApplicationConfigurationUpdate: flinkConfigurationUpdate,
    EnvironmentPropertyUpdates: environmentProperties,
    ApplicationSnapshotConfigurationUpdate: snapshotConfigurationUpdate,
    ApplicationSystemRollbackConfigurationUpdate: rollbackConfigurationUpdate,
    VpcConfigurationUpdates: list(vpcConfigurationUpdate),
    ZeppelinApplicationConfigurationUpdate: notebookConfigurationUpdate,
    ApplicationEncryptionConfigurationUpdate: encryptionConfigurationUpdate,
  },
);
