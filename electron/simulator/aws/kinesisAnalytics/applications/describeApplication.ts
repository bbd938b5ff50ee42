import { ok } from '#shared/model/sourceError.ts';
import { flag, structure } from '../../input.ts';
import { operation } from '../../service.ts';
import { applicationName } from '../names.ts';
import { applicationDetail } from './applicationDetail.ts';
import { findApplication } from './findApplication.ts';

export const describeApplication = operation(
  'DescribeApplication',
  structure({ ApplicationName: applicationName }, { IncludeAdditionalDetails: flag }),
  ({ ApplicationName, IncludeAdditionalDetails }, context) => {
    const found = findApplication(context, ApplicationName);
    return found.ok ? ok({ ApplicationDetail: applicationDetail(found.value, IncludeAdditionalDetails) }) : found;
  },
);
