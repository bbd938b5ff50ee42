import type { Result } from '#shared/model/sourceError.ts';
import { ok } from '#shared/model/sourceError.ts';
import type { AwsError } from '../../awsError.ts';
import { refused } from '../../awsError.ts';
import type { Shape } from '../../input.ts';
import { operation } from '../../service.ts';
import type { AwsContext, Operation } from '../../service.ts';
import { tagged } from '../tags/tagBook.ts';
import type { Alarm, AlarmSettings, AlarmState } from './alarm.ts';
import { catchUpAlarms } from './evaluation/catchUpAlarms.ts';
import type { Tag } from './shapes.ts';

/** An operation on alarms, which are evaluated first up to now. */
export const alarmOperation = <I>(
  name: string,
  input: Shape<I>,
  run: (input: I, context: AwsContext) => Result<object, AwsError>,
): Operation =>
  operation(name, input, (given, context) => {
    catchUpAlarms(context);
    return run(given, context);
  });

export const invalid = (message: string) => refused('ValidationException', message);

export const alarmArn = ({ region }: AwsContext, name: string): string =>
  `arn:aws:cloudwatch:${region.name}:${region.accountId}:alarm:${name}`;

interface GivenSettings extends Partial<AlarmSettings> {
  readonly ActionConfiguration?: object | undefined;
}

/** The settings of an alarm, filled up with the service's own; or what is wrong with its actions. */
export function readSettings(given: { readonly [K in keyof GivenSettings]: GivenSettings[K] | undefined }): Result<
  AlarmSettings,
  AwsError
> {
  const { AlarmDescription, ActionsEnabled = true, OKActions = [], AlarmActions = [], InsufficientDataActions = [] } = given;
  const odd = [...OKActions, ...AlarmActions, ...InsufficientDataActions].find(
    (action) => !/^arn:[\w-]+:[\w-]+:[^:]*:[^:]*:.+/.test(action),
  );
  if (odd !== undefined) return invalid(`Invalid arn syntax: ${odd}`);
  return ok({
    ...(AlarmDescription === undefined ? {} : { AlarmDescription }),
    ActionsEnabled,
    OKActions,
    AlarmActions,
    InsufficientDataActions,
    ...(given.ActionConfiguration === undefined ? {} : { ActionConfiguration: given.ActionConfiguration }),
  });
}

/** Tags are taken when an alarm is made; afterwards they are TagResource's. */
export function tagNew(context: AwsContext, arn: string, tags: readonly Tag[]): Result<null, AwsError> {
  const known = context.state.cloudWatch.alarms.find(arn);
  if (known !== undefined || tags.length === 0) return ok(null);
  const all = tagged(new Map(), tags);
  if (!all.ok) return invalid(all.error);
  context.state.cloudWatch.tags.set(arn, all.value);
  return ok(null);
}

/** Nothing has been evaluated yet. */
export const initialState = (known: Alarm | undefined, { now }: AwsContext): AlarmState =>
  known?.state ?? {
    value: 'INSUFFICIENT_DATA',
    reason: 'Unchecked: Initial alarm creation',
    data: null,
    updated: now,
    transitioned: now,
  };
