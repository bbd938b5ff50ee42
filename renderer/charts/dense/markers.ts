import type { Marker } from '#shared/model/history.ts';
import type { Millis } from '#shared/units/units.ts';
import type { TimeRange } from '../LineChartPanel.tsx';

export type MarkerKind = Marker['kind'];

/** In the order of the toggles; the letter is what a chart has room for. */
export const markerKinds = [
  { kind: 'restart', text: 'Restarts', letter: 'R' },
  { kind: 'deploy', text: 'Deployments', letter: 'D' },
  { kind: 'scale', text: 'Scaling', letter: 'S' },
  { kind: 'maintenance', text: 'Maintenance', letter: 'M' },
  { kind: 'failure', text: 'Failures', letter: 'F' },
  { kind: 'start', text: 'Starts', letter: '▸' },
  { kind: 'stop', text: 'Stops', letter: '■' },
  { kind: 'alarm', text: 'Alarms', letter: 'A' },
  { kind: 'snapshot', text: 'Snapshots', letter: '○' },
] as const satisfies readonly { readonly kind: MarkerKind; readonly text: string; readonly letter: string }[];

export const letterOf = (kind: MarkerKind): string => markerKinds.find((each) => each.kind === kind)?.letter ?? '';

/** How near, in pixels, the crosshair has to come to a marker's line to read it. */
const NEAR = 6;

/** The markers that the crosshair is at, or within. */
export function markersAt(markers: readonly Marker[], at: Millis, { from, to }: TimeRange, width: number): readonly Marker[] {
  const reach = (NEAR * (to - from)) / Math.max(1, width);
  return markers.filter((marker) => at >= marker.at - reach && at <= (marker.until ?? marker.at) + reach);
}
