import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { RefObject } from 'react';
import type { SeriesSelector } from '#shared/model/metric.ts';
import type { ChartState, Reader } from './createReader.ts';

/** What is known of a chart; read while it is on screen. */
export function useChart(reader: Reader, chart: string, selectors: readonly SeriesSelector[]): ChartState {
  const text = JSON.stringify(selectors);
  const same = useMemo(() => JSON.parse(text) as readonly SeriesSelector[], [text]);
  useEffect(() => reader.want(chart, same), [reader, chart, same]);
  const state = useCallback(() => reader.state(chart), [reader, chart]);
  return useSyncExternalStore(reader.subscribe, state);
}

/** So far beyond the edge of the screen charts are read before they are scrolled to. */
const MARGIN = '250px 0px';

/** Whether an element is on screen, or will be soon. */
export function useOnScreen(): readonly [RefObject<HTMLDivElement | null>, boolean] {
  const element = useRef<HTMLDivElement>(null);
  const [isOnScreen, setOnScreen] = useState(false);
  useEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const observer = new IntersectionObserver((entries) => setOnScreen(entries.at(-1)?.isIntersecting ?? false), {
      rootMargin: MARGIN,
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return [element, isOnScreen];
}
