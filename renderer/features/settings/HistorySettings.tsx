import { useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Telemetry } from '#shared/contract/settings.ts';
import type { HistoryStatus } from '#shared/model/history.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { UNKNOWN, formatBytes, formatCount } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { useCursor } from '../../store/useCursor.ts';
import { useConnectionViews } from '../../store/useConnectionView.ts';
import { useTopic } from '../../store/useTopic.ts';
import { momentWords } from '../../ui/moment.ts';
import { ClearHistory } from './ClearHistory.tsx';
import { historyNeed } from './historyNeed.ts';

/** How the history on disk fares. */
export function HistorySettings() {
  const status = valueOf(useTopic({ kind: 'history' }));
  const telemetry = valueOf(useTopic({ kind: 'settings' }))?.telemetry;
  const [clearing, setClearing] = useState(false);
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button disabled={status === undefined || status.mode === 'reading'} onClick={() => setClearing(true)}>
              Clear history…
            </Button>
          }
        >
          History
        </Header>
      }
    >
      {status === undefined ? (
        <StatusIndicator type="loading">Waiting for the history</StatusIndicator>
      ) : (
        <Status status={status} telemetry={telemetry} />
      )}
      {clearing && <ClearHistory onClose={() => setClearing(false)} />}
    </Container>
  );
}

const modes = {
  writing: ['success', 'Written to disk'],
  reading: ['info', 'Read only: another Streamgauge writes it'],
  memory: ['warning', 'In memory alone: it is gone when the app ends'],
} as const satisfies Record<HistoryStatus['mode'], readonly ['success' | 'info' | 'warning', string]>;

function Status({ status, telemetry }: { readonly status: HistoryStatus; readonly telemetry: Telemetry | undefined }) {
  const [type, words] = modes[status.mode];
  // The retention of a simulator is in its own time, which may run many times as fast as the history grows.
  const simulated = useConnectionViews().some(({ watched, connection }) => watched && connection.kind === 'simulator');
  const need = telemetry === undefined || simulated ? null : historyNeed(status, telemetry);
  return (
    <SpaceBetween size="m">
      {status.notices.map((notice) => (
        <Alert key={notice} type="warning">
          {notice}
        </Alert>
      ))}
      <KeyValuePairs
        columns={4}
        items={[
          { label: 'State', value: <StatusIndicator type={type}>{words}</StatusIndicator> },
          { label: 'Size', value: formatBytes(status.bytes) },
          { label: 'Oldest', value: status.oldest === null ? UNKNOWN : <Oldest at={status.oldest} /> },
          {
            label: 'Growth a day of real time',
            value: status.bytesPerDay === null ? 'Not known yet' : formatBytes(status.bytesPerDay),
          },
          { label: 'Samples', value: formatCount(status.samples) },
          { label: 'Log lines', value: formatCount(status.lines) },
          { label: 'Events and states', value: formatCount(status.records) },
          {
            label: 'Writes that wait',
            value: status.waiting === 0 ? '0' : <StatusIndicator type="warning">{formatCount(status.waiting)}</StatusIndicator>,
          },
          ...(status.file === null ? [] : [{ label: 'File', value: status.file }]),
        ]}
      />
      {need !== null && <StatusIndicator type={need.fits ? 'success' : 'warning'}>{need.sentence}</StatusIndicator>}
    </SpaceBetween>
  );
}

/** The way to the first moment that can be shown. */
function Oldest({ at }: { readonly at: Millis }) {
  const { set } = useCursor();
  return (
    <Link
      variant="secondary"
      onFollow={(event) => {
        event.preventDefault();
        set(at);
      }}
    >
      {momentWords(at)}
    </Link>
  );
}
