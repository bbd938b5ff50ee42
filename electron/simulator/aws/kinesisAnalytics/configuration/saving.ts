import { flag, oneOf, structure } from '../../input.ts';

/** What saves an application from its changes: snapshots, and going back to the version before. */

const snapshotMode = oneOf(['APPLICATION_SNAPSHOTS_LEGACY', 'ENHANCED_SNAPSHOTS']);

export const snapshotConfiguration = structure({ SnapshotsEnabled: flag }, { SnapshotMode: snapshotMode });

export const snapshotConfigurationUpdate = structure({ SnapshotsEnabledUpdate: flag }, { SnapshotModeUpdate: snapshotMode });

export const rollbackConfiguration = structure({ RollbackEnabled: flag }, {});

export const rollbackConfigurationUpdate = structure({ RollbackEnabledUpdate: flag }, {});
