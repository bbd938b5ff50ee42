import { ok } from '#shared/model/sourceError.ts';
import { flag, structure } from '../../input.ts';
import { operation } from '../../service.ts';
import { applicationName } from '../names.ts';
import { findApplication } from './findApplication.ts';
import { operationId, requestOf } from './request.ts';

export const stopApplication = operation(
  'StopApplication',
  structure({ ApplicationName: applicationName }, { Force: flag }),
  ({ ApplicationName, Force = false }, context) => {
    const found = findApplication(context, ApplicationName);
    if (!found.ok) return found;
    const accepted = requestOf(context, { kind: 'stop', name: found.value.name, force: Force });
    return accepted.ok ? ok(operationId(accepted.value)) : accepted;
  },
);
