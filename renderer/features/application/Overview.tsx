import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { ChartGrid } from '#renderer/charts/ChartGrid.tsx';
import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import { SeriesTable } from '#renderer/charts/SeriesTable.tsx';
import type { Zone } from '#renderer/charts/moments.ts';
import { useTopic } from '#renderer/store/useTopic.ts';
import { SnapshotView } from '#renderer/ui/SnapshotView.tsx';
import { findBottleneck } from '#shared/analysis/graph/bottleneck.ts';
import type { ApplicationDetail } from '#shared/model/application.ts';
import type { Job } from '#shared/model/job.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import type { Millis } from '#shared/units/units.ts';
import { MINUTE } from '#shared/units/units.ts';
import type { ChartView } from './ChartsBar.tsx';
import { ChartsBar } from './ChartsBar.tsx';
import { Reasons } from './Reasons.tsx';
import type { JobFacts } from './chartsOf.ts';
import { chartsOf, emptyChartText } from './chartsOf.ts';
import { DEFAULT_MINUTES } from './ranges.ts';

interface OverviewProps {
  readonly detail: ApplicationDetail;
  readonly job: Job | undefined;
  readonly jobGraph: ReactNode;
  readonly zone: Zone;
  readonly onZone: (zone: Zone) => void;
}

/** What someone on call needs first: why it is sick, the figures that show it, and where in the job it is. */
export function Overview({ detail, job, jobGraph, zone, onZone }: OverviewProps) {
  const [minutes, setMinutes] = useState(DEFAULT_MINUTES);
  const [view, setView] = useState<ChartView>('charts');
  const { summary } = detail;
  const snapshot = useTopic({ kind: 'charts', ref: summary.ref, minutes });
  const bottleneck = useMemo(() => (job === undefined ? null : findBottleneck(job)), [job]);
  const series = valueOf(snapshot);
  const { origin, mode } = summary;
  // Of application and job only what matters to the charts: they must not be drawn anew whenever anything of those changes.
  const facts = useSame<JobFacts>({
    interval: job?.checkpoints.interval ?? null,
    vertices: job?.vertices.map(({ name }) => name) ?? [],
  });
  const { key, more } = useMemo(() => chartsOf(series ?? [], { origin, mode }, facts), [series, origin, mode, facts]);
  const to = 'at' in snapshot ? snapshot.at : null;
  const range = useMemo(() => rangeTo(to ?? (0 as Millis), minutes), [to, minutes]);
  const shared = { zone, group: summary.ref.id, emptyText: emptyChartText(detail) };

  return (
    <SpaceBetween size="m">
      <Reasons health={summary.health} bottleneck={bottleneck?.reason ?? null} />
      <Container
        header={
          <Header
            variant="h2"
            actions={
              <ChartsBar minutes={minutes} onMinutes={setMinutes} zone={zone} onZone={onZone} view={view} onView={setView} />
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
              <ChartGrid panels={key} range={range} {...shared} />
            )
          }
        </SnapshotView>
      </Container>
      <Container>{jobGraph}</Container>
      {view === 'charts' && more.length > 0 && to !== null && (
        <Container header={<Header variant="h2">More metrics</Header>}>
          <ChartGrid panels={more} range={range} {...shared} />
        </Container>
      )}
    </SpaceBetween>
  );
}

const rangeTo = (to: Millis, minutes: number): TimeRange => ({ from: (to - minutes * MINUTE) as Millis, to });

/** The same object while it says the same. */
function useSame<T>(value: T): T {
  const text = JSON.stringify(value);
  return useMemo(() => JSON.parse(text) as T, [text]);
}
