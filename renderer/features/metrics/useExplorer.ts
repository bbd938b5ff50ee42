import { useEffect, useMemo, useState } from 'react';
import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import { useRemembered } from '#renderer/store/useRemembered.ts';
import { useKept } from '#renderer/ui/useKept.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { refKey } from '#shared/model/application.ts';
import { z } from '#shared/model/schema.ts';
import { readAddress, writeAddress } from './address.ts';
import { Choice } from './choices.ts';
import type { Span } from './spans.ts';
import { DEFAULT_SPAN, Span as SpanSchema, comparisons } from './spans.ts';

/** What is kept of the explorer for each application. */
const Kept = z.object({
  /** Ids of groups, in the order to show them. */
  pins: z.array(z.string()).default([]),
  onlyPinned: z.boolean().default(false),
  span: SpanSchema.default(DEFAULT_SPAN),
  comparison: z.enum(comparisons).default('none'),
  /** By id of the group. */
  choices: z.record(z.string(), Choice).default({}),
});
export interface ExplorerState extends z.infer<typeof Kept> {
  /** Not kept over a reload, but in the address: what was searched yesterday must not hide what is sick today. */
  readonly query: string;
}

export interface Explorer {
  readonly state: ExplorerState;
  readonly change: (part: Partial<ExplorerState>) => void;
  /** The part of the span that was brushed, if any. */
  readonly zoom: TimeRange | null;
  readonly zoomTo: (range: TimeRange) => void;
  /** To what was shown before the last zoom. */
  readonly back: () => void;
  /** Out of every zoom. */
  readonly unzoom: () => void;
}

const NOTHING: readonly TimeRange[] = [];

/** What the user chose: kept in this browser for each application, and told in the address, which can be handed on. */
export function useExplorer(ref: ApplicationRef): Explorer {
  const [kept, keep] = useKept(`metrics.${refKey(ref)}`, Kept, Kept.parse({}));
  const [remembered, remember] = useRemembered(`metrics.query.${refKey(ref)}`, '');
  const [addressed] = useState(() => readAddress(location.search, ref.id));
  const [isOpened, setOpened] = useState(false);
  const [zooms, setZooms] = useState(NOTHING);
  const state = useMemo(
    (): ExplorerState =>
      isOpened || addressed === null ? { ...kept, query: remembered } : { ...kept, ...addressed, pins: [...addressed.pins] },
    [isOpened, addressed, kept, remembered],
  );
  const zoom = zooms.at(-1) ?? null;
  const { query, pins, span } = state;
  useAddress(ref.id, query, pins, span, zoom);
  return useMemo(
    () => ({
      state,
      zoom,
      change(part) {
        setOpened(true);
        const { query: searched, ...rest } = { ...state, ...part };
        keep(rest);
        remember(searched);
        if (part.span !== undefined) setZooms(NOTHING);
      },
      zoomTo: (range) => setZooms((before) => [...before, range]),
      back: () => setZooms((before) => before.slice(0, -1)),
      unzoom: () => setZooms(NOTHING),
    }),
    [state, zoom, keep, remember],
  );
}

function useAddress(application: string, query: string, pins: readonly string[], span: Span, zoom: TimeRange | null): void {
  useEffect(() => {
    const shown: Span = zoom === null ? span : { kind: 'absolute', ...zoom };
    replaceSearch((search) => writeAddress(search, application, { query, pins, span: shown }));
  }, [application, query, pins, span, zoom]);
  useEffect(() => () => replaceSearch((search) => writeAddress(search, application, null)), [application]);
}

/** The part of the address before the `#`, which the router leaves alone. */
function replaceSearch(change: (search: string) => string): void {
  const { pathname, search, hash } = location;
  const next = change(search);
  if (next !== search) history.replaceState(history.state, '', `${pathname}${next}${hash}`);
}
