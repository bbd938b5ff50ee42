import { ok } from '#shared/model/sourceError.ts';
import { refused } from '../awsError.ts';
import { structure } from '../input.ts';
import { operation } from '../service.ts';
import { arn } from './findApplication.ts';

export const listTagsForResource = operation(
  'ListTagsForResource',
  structure({ ResourceARN: arn }, {}),
  ({ ResourceARN }, { region }) => {
    if (!region.applications.some((each) => each.arn === ResourceARN))
      return refused('ResourceNotFoundException', `Resource ${ResourceARN} does not exist.`);
    // An answer without the member is an application without tags: the model wants at least one tag in a list.
    return ok({});
  },
);
