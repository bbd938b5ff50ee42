import { ok } from '#shared/model/sourceError.ts';
import { millis, SECOND } from '#shared/units/units.ts';
import { refused } from '../../awsError.ts';
import { integer, oneOf, structure } from '../../input.ts';
import { operation } from '../../service.ts';
import { invalidArgument } from '../arns.ts';
import { applicationName } from '../names.ts';
import { findApplication } from './findApplication.ts';

const LONGEST_SESSION = 43_200;

export const createApplicationPresignedUrl = operation(
  'CreateApplicationPresignedUrl',
  structure(
    { ApplicationName: applicationName, UrlType: oneOf(['FLINK_DASHBOARD_URL', 'ZEPPELIN_UI_URL']) },
    { SessionExpirationDurationInSeconds: integer({ min: 1800, max: LONGEST_SESSION }) },
  ),
  ({ ApplicationName, UrlType, SessionExpirationDurationInSeconds = LONGEST_SESSION }, context) => {
    const found = findApplication(context, ApplicationName);
    if (!found.ok) return found;
    const { name, arn, status, mode } = found.value;
    if (UrlType === 'ZEPPELIN_UI_URL' && mode !== 'INTERACTIVE')
      return invalidArgument(`ZEPPELIN_UI_URL is for Studio notebooks, and ${name} is a streaming application.`);
    if (status !== 'RUNNING')
      return refused('ResourceInUseException', `Application ${arn} is ${status}; it has to be RUNNING for this operation.`);
    // There is no Zeppelin here: a notebook's address opens the Flink interface of its paragraphs.
    return ok({ AuthorizedUrl: context.presign(name, millis(SessionExpirationDurationInSeconds * SECOND)) });
  },
);
