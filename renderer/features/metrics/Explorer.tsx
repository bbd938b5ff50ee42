import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import { createCrosshair } from '#renderer/charts/dense/crosshair.ts';
import type { MarkerKind } from '#renderer/charts/dense/markers.ts';
import { markerKinds } from '#renderer/charts/dense/markers.ts';
import { zones } from '#renderer/charts/moments.ts';
import { useWidth } from '#renderer/charts/useWidth.ts';
import { useSession } from '#renderer/store/SessionContext.ts';
import { useCursor } from '#renderer/store/useCursor.ts';
import { useKept } from '#renderer/ui/useKept.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { MetricInventory } from '#shared/model/metric.ts';
import { z } from '#shared/model/schema.ts';
import { cardId } from './ChartCard.tsx';
import type { Shared } from './ChartCard.tsx';
import { ChartSections } from './ChartSections.tsx';
import { MetricList } from './MetricList.tsx';
import { RangeBar } from './RangeBar.tsx';
import { SearchBar } from './SearchBar.tsx';
import { ViewBar } from './ViewBar.tsx';
import { createReader } from './createReader.ts';
import { GalleryContext, createGallery } from './gallery.ts';
import { groupSeries } from './groups.ts';
import './metrics.css';
import { search } from './query.ts';
import { DEFAULT_SPAN, shiftOf } from './spans.ts';
import type { Span } from './spans.ts';
import { ExportContext } from './useExport.ts';
import { useExplorer } from './useExplorer.ts';
import { useMarkers } from './useMarkers.ts';
import { useRange } from './useRange.ts';
import { useSaving } from './useSaving.ts';

const HiddenKinds = z.array(z.enum(markerKinds.map(({ kind }) => kind)));
/** Of less interest than the others, and many. */
const HIDDEN_AT_FIRST: MarkerKind[] = ['snapshot', 'alarm'];

/** So wide is a chart at least; as many as fit stand in a row. */
const LEAST_WIDTH = 400;
const GAP = 20;
/** Wider drawings are asked for in steps: a few pixels more are no reason to read anew. */
const STEP = 100;

interface ExplorerProps {
  readonly inventory: MetricInventory;
  /** The list is not of now. */
  readonly old: boolean;
}

/** Search, charts and everything that is done with them. */
export function Explorer({ inventory, old }: ExplorerProps) {
  const { truncated, kept } = inventory;
  const { connection, id } = inventory.ref;
  // Each inventory names the application anew.
  const ref = useMemo((): ApplicationRef => ({ connection, id }), [connection, id]);
  const { host } = useSession();
  const explorer = useExplorer(ref);
  const { state, change, zoom, zoomTo, back, unzoom } = explorer;
  const [zone, setZone] = useKept('zone', zones, 'local');
  const [hidden, setHidden] = useKept('metrics.hiddenEvents', HiddenKinds, HIDDEN_AT_FIRST);
  const [view, setView] = useState<'charts' | 'table'>('charts');
  const [element, width] = useWidth();
  const perRow = Math.max(1, Math.floor((width + GAP) / (LEAST_WIDTH + GAP)));
  const columns = Math.max(STEP, Math.round(((width + GAP) / perRow - GAP) / STEP) * STEP);
  const cursor = useCursor();

  const groups = useMemo(() => groupSeries(inventory.series), [inventory.series]);
  const query = useDeferredValue(state.query);
  const found = useMemo(() => search(groups, query), [groups, query]);

  const reader = useMemo(() => createReader({ host, ref }), [host, ref]);
  const crosshair = useMemo(() => createCrosshair((task) => void requestAnimationFrame(task)), []);
  const [gallery] = useState(createGallery);
  const shown = useRange(ref.connection, explorer, columns);
  const range = shown?.range ?? null;
  const isLive = shown?.isLive ?? false;
  const { markers, failure } = useMarkers(ref, range);
  const drawnMarkers = useMemo(() => markers.filter(({ kind }) => !hidden.includes(kind)), [markers, hidden]);
  const saving = useSaving(ref, gallery, state.choices, range);
  const reading = useSyncExternalStore(reader.subscribe, reader.progress);
  useReading(reader, range, shiftOf(state.comparison), columns, isLive, width > 0);

  const live = useCallback(() => {
    unzoom();
    cursor.live();
    if (state.span.kind === 'absolute') change({ span: DEFAULT_SPAN });
  }, [unzoom, cursor, state.span, change]);
  const pick = useCallback(
    (span: Span) => {
      if (span.kind === 'last') unzoom();
      change({ span });
    },
    [unzoom, change],
  );
  const pin = useCallback(
    (group: string) =>
      change({ pins: state.pins.includes(group) ? state.pins.filter((each) => each !== group) : [...state.pins, group] }),
    [change, state.pins],
  );
  const shared = useMemo(
    (): Shared | null =>
      range === null
        ? null
        : {
            reader,
            crosshair,
            connection: ref.connection,
            range,
            columns,
            zone,
            markers: drawnMarkers,
            view,
            onRange: zoomTo,
            onBack: back,
            onPin: pin,
            onChoice: (group, choice) => change({ choices: { ...state.choices, [group]: choice } }),
          },
    [reader, crosshair, ref, range, columns, zone, drawnMarkers, view, zoomTo, back, pin, change, state.choices],
  );
  const pinned = useMemo(() => state.pins.flatMap((id) => groups.find((group) => group.id === id) ?? []), [groups, state.pins]);
  const others = useMemo(() => found.filter(({ id }) => !state.pins.includes(id)), [found, state.pins]);
  const all = useMemo(
    () => (state.onlyPinned && pinned.length > 0 ? pinned : [...pinned, ...others]),
    [state.onlyPinned, pinned, others],
  );

  return (
    <ExportContext value={saving}>
      <GalleryContext value={gallery}>
        <Container>
          <SpaceBetween size="s">
            <SearchBar query={state.query} onQuery={(next) => change({ query: next })} groups={groups} found={found.length} />
            <RangeBar
              span={state.span}
              range={range}
              isZoomed={zoom !== null}
              isLive={isLive}
              zone={zone}
              onSpan={pick}
              onZone={setZone}
              onBack={back}
              onLive={live}
            />
            <ViewBar
              comparison={state.comparison}
              onComparison={(comparison) => change({ comparison })}
              markers={markers}
              hidden={hidden}
              onHidden={(next) => setHidden([...next])}
              view={view}
              onView={setView}
              hasPins={pinned.length > 0}
              onlyPinned={state.onlyPinned}
              onOnlyPinned={(onlyPinned) => change({ onlyPinned })}
              onSave={(form) => (form === 'csv' ? saving.saveCsv(all) : saving.savePng(all))}
              reading={reading}
              saving={saving.progress}
              onCancel={reader.cancel}
            />
            {failure !== null && <Alert type="warning">{`Events could not be read: ${failure}`}</Alert>}
            {kept && (
              <StatusIndicator type="pending">
                Only metrics of which something is kept: the service has not told its list yet.
              </StatusIndicator>
            )}
            {truncated && (
              <Alert type="info">The application has more series than are listed. A coarser metrics level has fewer.</Alert>
            )}
          </SpaceBetween>
        </Container>
        <div className="metric-explorer">
          <MetricList groups={found} old={old} pins={state.pins} onPin={pin} onOpen={openCard} />
          <div ref={element} className="metric-explorer__charts">
            {groups.length === 0 ? (
              <Nothing text="The service has no metrics of this application yet. A running application has its first after a few minutes." />
            ) : all.length === 0 ? (
              <Nothing text="No metric fits the search." onClear={() => change({ query: '' })} />
            ) : (
              shared !== null && (
                <ChartSections
                  pinned={pinned}
                  others={state.onlyPinned && pinned.length > 0 ? [] : others}
                  choices={state.choices}
                  shared={shared}
                />
              )
            )}
          </div>
        </div>
      </GalleryContext>
    </ExportContext>
  );
}

/** What is on screen is read anew at once when the user asks for something else, and when time allows as it goes on. */
function useReading(
  reader: ReturnType<typeof createReader>,
  range: TimeRange | null,
  shift: ReturnType<typeof shiftOf>,
  columns: number,
  isLive: boolean,
  isLaidOut: boolean,
): void {
  const asked = useRef('');
  useEffect(() => {
    if (range === null || !isLaidOut) return;
    const time = isLive ? `last ${range.to - range.from}` : `${range.from}-${range.to}`;
    const question = `${time} ${shift} ${columns}`;
    if (question === asked.current) reader.follow({ range, shift, columns });
    else reader.show({ range, shift, columns });
    asked.current = question;
  }, [reader, range, shift, columns, isLive, isLaidOut]);
}

const openCard = (group: string): void => document.getElementById(cardId(group))?.scrollIntoView({ block: 'center' });

const Nothing = ({ text, onClear }: { readonly text: string; readonly onClear?: () => void }) => (
  <Box padding="xxl" textAlign="center" color="text-body-secondary">
    {text}
    {onClear !== undefined && (
      <Box padding={{ top: 's' }}>
        <Button onClick={onClear}>Clear the search</Button>
      </Box>
    )}
  </Box>
);
