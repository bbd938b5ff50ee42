import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { ChartGrid } from '#renderer/charts/ChartGrid.tsx';
import { SeriesTable } from '#renderer/charts/SeriesTable.tsx';
import type { Zone } from '#renderer/charts/moments.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import { Stale } from '#renderer/ui/Stale.tsx';
import { useKept } from '#renderer/ui/useKept.ts';
import { findBottleneck } from '#shared/analysis/graph/bottleneck.ts';
import type { ApplicationDetail } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { ChartView } from './ChartsBar.tsx';
import { ChartsBar } from './ChartsBar.tsx';
import { Reasons } from './Reasons.tsx';
import { emptyChartText } from './chartsOf.ts';
import { DEFAULT_MINUTES, rangeMinutes } from './ranges.ts';
import { useCharts } from './useCharts.ts';

interface OverviewProps {
  readonly application: Snapshot<ApplicationDetail>;
  readonly job: Job | undefined;
  readonly jobGraph: ReactNode;
  readonly zone: Zone;
  readonly onZone: (zone: Zone) => void;
}

/** What someone on call needs first: why it is sick, the figures that show it, and where in the job it is. */
export function Overview({ application, job, ...rest }: OverviewProps) {
  const bottleneck = useMemo(() => (job === undefined ? null : findBottleneck(job)), [job]);
  const detail = valueOf(application);
  return (
    <SpaceBetween size="m">
      {/* The page itself says why what is known of the application is old or missing. */}
      {application.state === 'waiting' && (
        <SnapshotView snapshot={application} what="the application">
          {() => null}
        </SnapshotView>
      )}
      {detail !== undefined && (detail.summary.health.reasons.length > 0 || bottleneck !== null) && (
        <Stale when={application.state === 'stale'}>
          <Reasons health={detail.summary.health} bottleneck={bottleneck?.reason ?? null} />
        </Stale>
      )}
      {detail !== undefined && <Evidence detail={detail} job={job} {...rest} />}
    </SpaceBetween>
  );
}

function Evidence({
  detail,
  job,
  jobGraph,
  zone,
  onZone,
}: Omit<OverviewProps, 'application'> & { readonly detail: ApplicationDetail }) {
  const [minutes, setMinutes] = useKept('charts.minutes', rangeMinutes, DEFAULT_MINUTES);
  const [view, setView] = useState<ChartView>('charts');
  const { snapshot, key, more, range, changing } = useCharts(detail.summary, job, minutes);
  const shared = { range, zone, group: detail.summary.ref.id, emptyText: emptyChartText(detail) };
  const others = <ChartGrid panels={more} {...shared} />;
  return (
    <SpaceBetween size="m">
      <Container
        header={
          <Header
            variant="h2"
            actions={
              <ChartsBar
                minutes={minutes}
                onMinutes={setMinutes}
                changing={changing}
                zone={zone}
                onZone={onZone}
                view={view}
                onView={setView}
              />
            }
          >
            {view === 'table' ? 'Metrics' : 'Key metrics'}
          </Header>
        }
      >
        <SnapshotView snapshot={snapshot} what="the metrics">
          {() =>
            view === 'table' ? (
              <SeriesTable panels={[...key, ...more]} range={range} zone={zone} />
            ) : (
              <ChartGrid panels={key} {...shared} />
            )
          }
        </SnapshotView>
      </Container>
      <Container>{jobGraph}</Container>
      {view === 'charts' && more.length > 0 && 'at' in snapshot && (
        <Container header={<Header variant="h2">More metrics</Header>}>
          <Stale when={snapshot.state === 'stale'}>{others}</Stale>
        </Container>
      )}
    </SpaceBetween>
  );
}
