import SegmentedControl from '@cloudscape-design/components/segmented-control';
import type { Zone } from '#renderer/charts/moments.ts';

/** Whether moments are shown in the browser's zone or in UTC. */
export const ZoneControl = ({ zone, onZone }: { readonly zone: Zone; readonly onZone: (zone: Zone) => void }) => (
  <SegmentedControl
    label="Time zone"
    selectedId={zone}
    onChange={({ detail }) => onZone(detail.selectedId === 'utc' ? 'utc' : 'local')}
    options={[
      { id: 'local', text: 'Local' },
      { id: 'utc', text: 'UTC' },
    ]}
  />
);
