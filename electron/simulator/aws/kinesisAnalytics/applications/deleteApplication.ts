import { ok } from '#shared/model/sourceError.ts';
import { structure, timestamp } from '../../input.ts';
import { operation } from '../../service.ts';
import { applicationName } from '../names.ts';
import { findApplication } from './findApplication.ts';
import { requestOf } from './request.ts';

export const deleteApplication = operation(
  'DeleteApplication',
  structure({ ApplicationName: applicationName, CreateTimestamp: timestamp }, {}),
  ({ ApplicationName, CreateTimestamp }, context) => {
    const found = findApplication(context, ApplicationName);
    if (!found.ok) return found;
    const accepted = requestOf(context, { kind: 'delete', name: found.value.name, created: CreateTimestamp });
    return accepted.ok ? ok({}) : accepted;
  },
);
