import type { Service } from '../service.ts';
import { createApplication } from './applications/createApplication.ts';
import { createApplicationPresignedUrl } from './applications/createApplicationPresignedUrl.ts';
import { deleteApplication } from './applications/deleteApplication.ts';
import { describeApplication } from './applications/describeApplication.ts';
import { listApplications } from './applications/listApplications.ts';
import { startApplication } from './applications/startApplication.ts';
import { stopApplication } from './applications/stopApplication.ts';
import { updateMaintenance } from './applications/updateMaintenance.ts';
import { createSnapshot } from './enhancedSnapshots/createSnapshot.ts';
import { deleteSnapshot } from './enhancedSnapshots/deleteSnapshot.ts';
import { describeSnapshot, listSnapshots } from './enhancedSnapshots/describeSnapshots.ts';
import { exportSnapshot } from './enhancedSnapshots/exportSnapshot.ts';
import { importSnapshot } from './enhancedSnapshots/importSnapshot.ts';
import { describeSnapshotOperation, listSnapshotOperations } from './enhancedSnapshots/snapshotOperations.ts';
import { describeApplicationOperation, listApplicationOperations } from './operations/operations.ts';
import {
  createApplicationSnapshot,
  deleteApplicationSnapshot,
  describeApplicationSnapshot,
  listApplicationSnapshots,
} from './snapshots/applicationSnapshots.ts';
import { sqlOperations } from './sql/sqlOperations.ts';
import { listTagsForResource, tagResource, untagResource } from './tags/tagOperations.ts';
import { describeApplicationVersion, listApplicationVersions } from './versions/listVersions.ts';
import { addLoggingOption, deleteLoggingOption } from './versions/loggingOptions.ts';
import { rollbackApplication } from './versions/rollbackApplication.ts';
import { updateApplication } from './versions/updateApplication.ts';
import { addVpcConfiguration, deleteVpcConfiguration } from './versions/vpcConfigurations.ts';

/** Amazon Managed Service for Apache Flink, API 2018-05-23. */
export const kinesisAnalytics: Service = {
  target: 'KinesisAnalytics_20180523',
  signingName: 'kinesisanalytics',
  jsonVersion: '1.1',
  invalid: 'ValidationException',
  queryCodes: null,
  operations: [
    createApplication,
    describeApplication,
    listApplications,
    startApplication,
    stopApplication,
    deleteApplication,
    createApplicationPresignedUrl,
    updateMaintenance,
    updateApplication,
    rollbackApplication,
    addLoggingOption,
    deleteLoggingOption,
    addVpcConfiguration,
    deleteVpcConfiguration,
    listApplicationVersions,
    describeApplicationVersion,
    listApplicationOperations,
    describeApplicationOperation,
    createApplicationSnapshot,
    deleteApplicationSnapshot,
    describeApplicationSnapshot,
    listApplicationSnapshots,
    createSnapshot,
    deleteSnapshot,
    describeSnapshot,
    listSnapshots,
    exportSnapshot,
    importSnapshot,
    describeSnapshotOperation,
    listSnapshotOperations,
    tagResource,
    untagResource,
    listTagsForResource,
    ...sqlOperations,
  ],
};
