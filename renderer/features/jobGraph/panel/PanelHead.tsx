import type { RefObject } from 'react';
import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { sentenceStart, withArrows } from '#renderer/ui/wording.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Vertex } from '#shared/model/job.ts';
import { formatRate, orUnknown } from '#shared/units/format.ts';
import { Leading } from './Leading.tsx';
import { TimeBar } from './TimeBar.tsx';
import { flameAddress, metricsAddress } from './addresses.ts';

interface PanelHeadProps {
  readonly applicationRef: ApplicationRef;
  readonly vertex: Vertex;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly bottleneckReason: string | null;
  readonly onClose: () => void;
}

/** Which vertex it is, how it fares, and where else to look. */
export function PanelHead({ applicationRef: ref, vertex, heading, bottleneckReason, onClose }: PanelHeadProps) {
  return (
    <header className="vertex-panel__header">
      <div className="vertex-panel__title">
        <h3 ref={heading} tabIndex={-1} title={vertex.name}>
          {withArrows(vertex.name)}
        </h3>
        <Button variant="icon" iconName="close" ariaLabel="Close details" onClick={onClose} />
      </div>
      {bottleneckReason !== null && (
        <Box fontSize="body-s">
          <Badge color="severity-critical">Bottleneck</Badge>{' '}
          {withArrows(sentenceStart(withoutName(bottleneckReason, vertex.name)))}
        </Box>
      )}
      <div className="vertex-panel__facts">
        <span>
          {vertex.status} · parallelism {vertex.parallelism}
          {vertex.maxParallelism !== null && ` of at most ${vertex.maxParallelism}`} · in{' '}
          {orUnknown(vertex.recordsIn, formatRate)} · out {orUnknown(vertex.recordsOut, formatRate)}
        </span>
        <Leading to={flameAddress(ref, vertex.id)}>Flame graph</Leading>
        <Leading to={metricsAddress(ref, vertex.name)}>Metrics</Leading>
      </div>
      <TimeBar worst={vertex.worst} mean={vertex.mean} />
    </header>
  );
}

/** The name stands above it, and the badge says what it is. */
function withoutName(reason: string, name: string): string {
  const known = `${name} is the bottleneck: `;
  return reason.startsWith(known) ? reason.slice(known.length) : reason;
}
