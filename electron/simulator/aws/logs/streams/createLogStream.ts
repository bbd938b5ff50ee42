import { ok } from '#shared/model/sourceError.ts';
import { refused } from '../../awsError.ts';
import { structure } from '../../input.ts';
import { operation } from '../../service.ts';
import { addStream, findLogGroup, findLogStream, logGroupName, logStreamName } from '../store/logGroups.ts';

export const createLogStream = operation('CreateLogStream', structure({ logGroupName, logStreamName }, {}), (input, context) => {
  const found = findLogGroup(context, { logGroupName: input.logGroupName });
  if (!found.ok) return found;
  if (found.value.streams.has(input.logStreamName))
    return refused('ResourceAlreadyExistsException', 'The specified log stream already exists');
  const stream = addStream(found.value, input.logStreamName, context.now);
  // An application that found its stream deleted has one again.
  for (const { name, settings } of context.region.applications)
    if (settings.logging.some(({ logStreamArn }) => logStreamArn === stream.arn))
      stream.writers.push({ application: name, from: context.now, until: null });
  return ok({});
});

export const deleteLogStream = operation('DeleteLogStream', structure({ logGroupName, logStreamName }, {}), (input, context) => {
  const found = findLogStream(context, input);
  if (!found.ok) return found;
  found.value.group.streams.delete(input.logStreamName);
  return ok({});
});
