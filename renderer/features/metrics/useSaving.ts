import { useCallback, useMemo, useRef, useState } from 'react';
import type { TimeRange } from '#renderer/charts/LineChartPanel.tsx';
import { usePalette } from '#renderer/charts/dense/palette.ts';
import { useSession } from '#renderer/store/SessionContext.ts';
import { useNotice } from '#renderer/store/useCall.ts';
import { fileName, saveFile, textFile } from '#renderer/ui/saveFile.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import type { Choice } from './choices.ts';
import { exportCsv } from './exportCsv.ts';
import type { Gallery } from './gallery.ts';
import { picture } from './picture.ts';
import type { Export } from './useExport.ts';

interface Saving extends Export {
  /** While series are read for a file: how many of how many, and the way to stop it. */
  readonly progress: { readonly done: number; readonly of: number; readonly stop: () => void } | null;
}

/** Writes charts into files that the browser saves. What goes wrong is told at the top of the page. */
export function useSaving(
  { connection, id }: ApplicationRef,
  gallery: Gallery,
  choices: Readonly<Record<string, Choice>>,
  range: TimeRange | null,
): Saving {
  const { host, clock } = useSession();
  const notice = useNotice();
  const palette = usePalette();
  const [progress, setProgress] = useState<{ readonly done: number; readonly of: number } | null>(null);
  const ends = useRef<AbortController | null>(null);
  const application = id.split('/').at(-1) ?? id;

  const saveCsv = useCallback<Export['saveCsv']>(
    (groups) => {
      if (range === null) return;
      const end = new AbortController();
      ends.current?.abort();
      ends.current = end;
      const report = (done: number, of: number): void => setProgress({ done, of });
      void exportCsv(host, { ref: { connection, id }, groups, choices, range }, report, end.signal).then((written) => {
        if (end.signal.aborted) return;
        setProgress(null);
        if (!written.ok) return notice('error', `The file could not be written: ${written.error}`);
        saveFile(
          fileName(application, groups.length === 1 ? (groups[0]?.metric ?? '') : 'metrics', range.to, 'csv'),
          textFile('csv', written.value),
          clock,
        );
      });
    },
    [host, clock, notice, connection, id, application, choices, range],
  );
  const savePng = useCallback<Export['savePng']>(
    (groups) => {
      if (range === null) return;
      const drawn = gallery.drawn(groups.map((group) => group.id));
      const when = `${new Date(range.from).toISOString().slice(0, 16)} to ${new Date(range.to).toISOString().slice(0, 16)} UTC`;
      void picture(`${application}, ${when.replaceAll('T', ' ')}`, drawn, palette).then((image) => {
        if (image === null) return notice('error', 'No chart is drawn on screen.');
        saveFile(
          fileName(application, groups.length === 1 ? (groups[0]?.metric ?? '') : 'metrics', range.to, 'png'),
          image,
          clock,
        );
      });
    },
    [gallery, palette, application, clock, notice, range],
  );
  const stop = useCallback(() => {
    ends.current?.abort();
    setProgress(null);
  }, []);
  return useMemo(
    () => ({ saveCsv, savePng, progress: progress === null ? null : { ...progress, stop } }),
    [saveCsv, savePng, progress, stop],
  );
}
