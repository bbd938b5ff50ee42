import { useMemo, useState } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { LineList } from '#renderer/ui/lines/LineList.tsx';
import { createLineReader } from '#renderer/ui/lines/readLines.ts';
import { counted } from '#renderer/ui/wording.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { LogRecord } from '#shared/model/logs.ts';
import type { Millis } from '#shared/units/units.ts';
import { useLinesAround } from './useLinesAround.ts';

interface AroundInLogsProps {
  readonly applicationRef: ApplicationRef;
  readonly at: Millis;
}

const NONE: readonly LogRecord[] = [];

/** The kept lines from a minute before a moment to a minute after it; on demand, everything that the service has. */
export function AroundInLogs({ applicationRef, at }: AroundInLogsProps) {
  const { state, askService } = useLinesAround(applicationRef, at);
  const [read] = useState(createLineReader);
  const records = state.kind === 'found' ? state.records : NONE;
  const lines = useMemo(() => read(records), [read, records]);
  // The failure itself comes with the last line that is no later.
  const marked = Math.max(0, lines.filter(({ record }) => record.at <= at).length - 1);
  const source = state.source === 'history' ? 'kept' : 'CloudWatch Logs';
  return (
    <>
      <div className="failure__lines-head">
        {state.kind === 'searching' ? (
          <StatusIndicator type="loading">Looking for the lines</StatusIndicator>
        ) : (
          <span role="status">
            {state.kind === 'found' &&
              (lines.length === 0
                ? `No line is ${source === 'kept' ? 'kept' : 'in CloudWatch Logs'} from a minute before to a minute after.`
                : `${state.truncated ? 'The newest ' : ''}${counted(lines.length, 'line')} (${source}), from a minute before to a minute after; the moment of the failure is marked.`)}
          </span>
        )}
        {state.source === 'history' && (
          <Button iconName="search" disabled={state.kind === 'searching'} onClick={askService}>
            Ask CloudWatch Logs
          </Button>
        )}
      </div>
      {state.kind === 'failed' && (
        <Alert type="warning" header={state.error.message}>
          {state.error.remedy}
        </Alert>
      )}
      {lines.length > 0 && <LineList key={state.source} lines={lines} marked={marked} />}
    </>
  );
}
