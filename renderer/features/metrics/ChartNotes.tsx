import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { Age } from '#renderer/ui/Age.tsx';
import type { Zone } from '#renderer/charts/moments.ts';
import { formatMoment } from '#renderer/charts/moments.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { ChartData } from './readPieces.ts';
import { knownUntil } from './readPieces.ts';

interface ChartNotesProps {
  readonly snapshot: Snapshot<ChartData>;
  readonly cancelled: boolean;
  readonly connection: string;
  readonly zone: Zone;
  readonly onRetry: () => void;
}

/** What is wrong with a chart, what can be done, and how old what is drawn is. */
export function ChartNotes({ snapshot, cancelled, connection, zone, onRetry }: ChartNotesProps) {
  const again = (
    <Button variant="inline-link" onClick={onRetry}>
      Read again
    </Button>
  );
  if (snapshot.state === 'failed' || snapshot.state === 'stale')
    return (
      <div className="metric-card__note" role="status">
        <StatusIndicator type={snapshot.state === 'failed' ? 'error' : 'warning'}>
          {snapshot.state === 'stale' && (
            <>
              Drawn as of <Age at={snapshot.at} connection={connection} ago />.{' '}
            </>
          )}
          {snapshot.error.message} {snapshot.error.remedy} {again}
        </StatusIndicator>
      </div>
    );
  const data = valueOf(snapshot);
  if (data !== undefined && data.unread !== null) {
    const until = knownUntil(data);
    return (
      <div className="metric-card__note" role="status">
        <StatusIndicator type="warning">
          {data.unread.message} Shown is what is kept{until === null ? '' : `, up to ${formatMoment(until, zone)}`}.{' '}
          {data.unread.remedy} {again}
        </StatusIndicator>
      </div>
    );
  }
  if (cancelled)
    return (
      <div className="metric-card__note" role="status">
        <StatusIndicator type="stopped">The reading was cancelled. {again}</StatusIndicator>
      </div>
    );
  return null;
}
