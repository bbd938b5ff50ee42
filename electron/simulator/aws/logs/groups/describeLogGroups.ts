import { ok } from '#shared/model/sourceError.ts';
import { refused } from '../awsError.ts';
import { integer, structure, text } from '../input.ts';
import { pageTokens } from '../pageToken.ts';
import { operation } from '../service.ts';
import { logGroupName, logGroups } from './logGroups.ts';

export const describeLogGroups = operation(
  'DescribeLogGroups',
  structure(
    {},
    {
      logGroupNamePrefix: logGroupName,
      logGroupNamePattern: text({ max: 512, pattern: '[\\.\\-_/#A-Za-z0-9]*' }),
      nextToken: text({ min: 1 }),
      limit: integer({ min: 1, max: 50 }),
    },
  ),
  ({ nextToken, limit = 50, ...filter }, { region }) => {
    const { logGroupNamePrefix = '', logGroupNamePattern = '' } = filter;
    if (logGroupNamePrefix !== '' && logGroupNamePattern !== '')
      return refused(
        'InvalidParameterException',
        'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
      );
    const tokens = pageTokens('DescribeLogGroups', filter);
    const place = tokens.read(nextToken, 1);
    if (!place.ok) return refused('InvalidParameterException', 'The specified nextToken is invalid.');
    const [from = 0] = place.value;
    const pattern = logGroupNamePattern.toLowerCase();
    const found = logGroups(region).filter(
      ({ name }) => name.startsWith(logGroupNamePrefix) && name.toLowerCase().includes(pattern),
    );
    return ok({
      logGroups: found.slice(from, from + limit).map(({ name, arn, streams }) => ({
        logGroupName: name,
        creationTime: Math.min(...streams.map(({ application }) => application.created)),
        metricFilterCount: 0,
        arn: `${arn}:*`,
        storedBytes: 0,
        logGroupClass: 'STANDARD',
        logGroupArn: arn,
      })),
      ...(from + limit < found.length ? { nextToken: tokens.write([from + limit]) } : {}),
    });
  },
);
