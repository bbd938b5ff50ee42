import { ok } from '#shared/model/sourceError.ts';
import { structure } from '../../input.ts';
import { operation } from '../../service.ts';
import { applicationDetail } from '../applications/applicationDetail.ts';
import { findApplication } from '../applications/findApplication.ts';
import { operationId, requestOf } from '../applications/request.ts';
import { applicationName, versionId } from '../names.ts';

export const rollbackApplication = operation(
  'RollbackApplication',
  structure({ ApplicationName: applicationName, CurrentApplicationVersionId: versionId }, {}),
  ({ ApplicationName, CurrentApplicationVersionId }, context) => {
    const found = findApplication(context, ApplicationName);
    if (!found.ok) return found;
    const accepted = requestOf(context, { kind: 'rollback', name: found.value.name, version: CurrentApplicationVersionId });
    return accepted.ok ? ok({ ApplicationDetail: applicationDetail(found.value), ...operationId(accepted.value) }) : accepted;
  },
);
