import { useMemo, useState } from 'react';
import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { zones } from '#renderer/charts/moments.ts';
import { useTopic } from '#renderer/store/useTopic.ts';
import { LinesLookProvider } from '#renderer/ui/lines/LinesContext.ts';
import '#renderer/ui/lines/lines.css';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import { useKept } from '#renderer/ui/useKept.ts';
import { ZoneControl } from '#renderer/ui/ZoneControl.tsx';
import type { ApplicationRef } from '#shared/model/application.ts';
import { FailuresView } from './FailuresView.tsx';
import './failures.css';
import { KeptFailures } from './KeptFailures.tsx';

/** Every failure of an application's jobs, over restarts, root causes first. */
export function FailuresTab({ applicationRef: ref }: { readonly applicationRef: ApplicationRef }) {
  const snapshot = useTopic({ kind: 'failures', ref });
  const [zone, setZone] = useKept('zone', zones, 'local');
  // Not kept: what was revealed once must not be on screen at the next visit.
  const [reveal, setReveal] = useState(false);
  const look = useMemo(() => ({ zone, wrap: true, reveal }), [zone, reveal]);
  return (
    <LinesLookProvider value={look}>
      <Container>
        <SpaceBetween size="m">
          <div className="failures__look">
            <Toggle checked={reveal} onChange={({ detail }) => setReveal(detail.checked)}>
              Show secrets
            </Toggle>
            <ZoneControl zone={zone} onZone={setZone} />
          </div>
          <SnapshotView snapshot={snapshot} what="the exceptions">
            {(value) => <FailuresView applicationRef={ref} failures={value} />}
          </SnapshotView>
          {snapshot.state === 'failed' && <KeptFailures applicationRef={ref} />}
        </SpaceBetween>
      </Container>
    </LinesLookProvider>
  );
}
