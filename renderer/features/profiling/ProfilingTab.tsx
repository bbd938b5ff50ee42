import { useState } from 'react';
import type { ReactNode } from 'react';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useKept } from '#renderer/ui/useKept.ts';
import { z } from '#shared/model/schema.ts';

const View = z.enum(['flame', 'threads']);

interface ProfilingTabProps {
  readonly flame: ReactNode;
  readonly threads: ReactNode;
}

/** What the code of a job does: sampled, or all threads at one moment. */
export function ProfilingTab({ flame, threads }: ProfilingTabProps) {
  const [kept, keep] = useKept('profiling-view', View, 'flame');
  // An address that names a vertex is of its flame graph, whatever was looked at last.
  const [addressed, setAddressed] = useState(() => new URLSearchParams(location.search).has('vertex'));
  const view = addressed ? 'flame' : kept;
  return (
    <SpaceBetween size="m">
      <SegmentedControl
        label="Ways to look at what the code does"
        selectedId={view}
        options={[
          { id: 'flame', text: 'Flame graphs' },
          { id: 'threads', text: 'Threads' },
        ]}
        onChange={({ detail }) => {
          setAddressed(false);
          keep(View.parse(detail.selectedId));
        }}
      />
      {view === 'flame' ? flame : threads}
    </SpaceBetween>
  );
}
