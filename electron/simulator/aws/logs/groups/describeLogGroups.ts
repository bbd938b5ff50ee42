import { ok } from '#shared/model/sourceError.ts';
import { refused } from '../../awsError.ts';
import { flag, integer, list, oneOf, structure, text } from '../../input.ts';
import { pageOf } from '../../pageToken.ts';
import { operation } from '../../service.ts';
import { logGroupIdentifier, logGroupName, logGroups } from '../store/logGroups.ts';
import { LOG_GROUP_CLASSES } from './createLogGroup.ts';

export const describeLogGroups = operation(
  'DescribeLogGroups',
  structure(
    {},
    {
      accountIdentifiers: list(text({ min: 12, max: 12, pattern: '\\d{12}' }), { max: 20 }),
      logGroupNamePrefix: logGroupName,
      logGroupNamePattern: text({ max: 512, pattern: '[\\.\\-_/#A-Za-z0-9]*' }),
      logGroupIdentifiers: list(logGroupIdentifier, { min: 1, max: 50 }),
      logGroupClass: oneOf(LOG_GROUP_CLASSES),
      includeLinkedAccounts: flag,
      nextToken: text({ min: 1 }),
      limit: integer({ min: 1, max: 50 }),
    },
  ),
  ({ nextToken, limit = 50, ...filter }, context) => {
    const { logGroupNamePrefix = '', logGroupNamePattern = '', logGroupIdentifiers, logGroupClass } = filter;
    if (logGroupNamePrefix !== '' && logGroupNamePattern !== '')
      return refused(
        'InvalidParameterException',
        'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
      );
    const pattern = logGroupNamePattern.toLowerCase();
    const identified = logGroupIdentifiers?.map((each) => each.replace(/:\*$/, ''));
    const found = logGroups(context).filter(
      (group) =>
        group.name.startsWith(logGroupNamePrefix) &&
        group.name.toLowerCase().includes(pattern) &&
        (logGroupClass === undefined || group.class === logGroupClass) &&
        (identified === undefined || identified.includes(group.name) || identified.includes(group.arn)),
    );
    const page = pageOf(found, { operation: 'DescribeLogGroups', filter: filter, limit: limit, token: nextToken });
    if (!page.ok) return refused('InvalidParameterException', 'The specified nextToken is invalid.');
    return ok({
      logGroups: page.value.items.map((group) => ({
        logGroupName: group.name,
        creationTime: group.created,
        ...(group.retentionInDays === null ? {} : { retentionInDays: group.retentionInDays }),
        metricFilterCount: 0,
        arn: `${group.arn}:*`,
        storedBytes: 0,
        logGroupClass: group.class,
        logGroupArn: group.arn,
        deletionProtectionEnabled: group.isProtected,
      })),
      nextToken: page.value.next,
    });
  },
);
