import { ok } from '#shared/model/sourceError.ts';
import { structure, text } from '../../input.ts';
import { operation } from '../../service.ts';
import { applicationName } from '../names.ts';
import { findApplication } from './findApplication.ts';
import { requestOf } from './request.ts';

/** The window is eight hours long: its end follows from its beginning. */
export const updateMaintenance = operation(
  'UpdateApplicationMaintenanceConfiguration',
  structure(
    {
      ApplicationName: applicationName,
      ApplicationMaintenanceConfigurationUpdate: structure(
        {
          ApplicationMaintenanceWindowStartTimeUpdate: text({ min: 5, max: 5, pattern: '([01][0-9]|2[0-3]):[0-5][0-9]' }),
        },
        {},
      ),
    },
    {},
  ),
  ({ ApplicationName, ApplicationMaintenanceConfigurationUpdate: update }, context) => {
    const found = findApplication(context, ApplicationName);
    if (!found.ok) return found;
    const { name, arn } = found.value;
    const accepted = requestOf(context, {
      kind: 'maintenance-window',
      name,
      from: update.ApplicationMaintenanceWindowStartTimeUpdate,
    });
    if (!accepted.ok) return accepted;
    const { from, to } = found.value.maintenanceWindow;
    return ok({
      ApplicationARN: arn,
      ApplicationMaintenanceConfigurationDescription: {
        ApplicationMaintenanceWindowStartTime: from,
        ApplicationMaintenanceWindowEndTime: to,
      },
    });
  },
);
