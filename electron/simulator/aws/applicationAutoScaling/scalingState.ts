import type { Millis } from '#shared/units/units.ts';

/** What someone has registered to be scaled, and by which rules. */
export interface ScalingState {
  readonly targets: Map<string, ScalableTarget>;
  readonly policies: Map<string, ScalingPolicy>;
  readonly actions: Map<string, ScheduledAction>;
}

/** What is scaled: all that the API names it by. */
export interface Scaled {
  readonly ServiceNamespace: string;
  readonly ResourceId: string;
  readonly ScalableDimension: string;
}

export interface ScalableTarget extends Scaled {
  readonly arn: string;
  readonly created: Millis;
  readonly min: number;
  readonly max: number;
  readonly role: string;
  readonly suspended: Readonly<Record<string, boolean | undefined>>;
}

export interface ScalingPolicy extends Scaled {
  readonly arn: string;
  readonly name: string;
  readonly type: string;
  readonly created: Millis;
  /** As it was put. */
  readonly configuration: object;
}

export interface ScheduledAction extends Scaled {
  readonly arn: string;
  readonly name: string;
  readonly schedule: string;
  readonly timezone: string | undefined;
  readonly start: Millis | undefined;
  readonly end: Millis | undefined;
  readonly action: object | undefined;
  readonly created: Millis;
}

export const createScalingState = (): ScalingState => ({ targets: new Map(), policies: new Map(), actions: new Map() });

export const keyOf = ({ ServiceNamespace, ResourceId, ScalableDimension }: Scaled, name = ''): string =>
  [ServiceNamespace, ResourceId, ScalableDimension, name].join('\n');
