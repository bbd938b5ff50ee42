import type { AlarmDetail } from '#shared/model/alarms/status.ts';
import type { ApplicationRef } from '#shared/model/application.ts';

interface ThresholdPanelProps {
  readonly applicationRef: ApplicationRef;
  readonly detail: AlarmDetail;
}

/** The threshold of one alarm on the chart of its figure: where it comes from, another one, and what each would have done. */
export const ThresholdPanel = (_props: ThresholdPanelProps) => null;
