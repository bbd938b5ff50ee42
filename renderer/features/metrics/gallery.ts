import { createContext, useContext, useEffect } from 'react';

/** A chart that is drawn on screen, as a picture needs it. */
export interface Drawn {
  readonly title: string;
  readonly reading: string;
  /** What the legend says, with the colour of each entry where it has one. */
  readonly legend: readonly { readonly text: string; readonly colour: string | null }[];
  readonly canvas: HTMLCanvasElement;
}

/** The charts that are drawn on screen now, for pictures of them. */
export interface Gallery {
  hang(chart: string, draw: () => Drawn | null): () => void;
  /** In the order of `charts`. */
  drawn(charts: readonly string[]): readonly Drawn[];
}

export function createGallery(): Gallery {
  const hung = new Map<string, () => Drawn | null>();
  return {
    hang(chart, draw) {
      hung.set(chart, draw);
      return () => {
        if (hung.get(chart) === draw) hung.delete(chart);
      };
    },
    drawn: (charts) => charts.flatMap((chart) => hung.get(chart)?.() ?? []),
  };
}

export const GalleryContext = createContext<Gallery>(createGallery());

/** Puts a chart into the gallery while it is on screen. */
export function useHung(chart: string, draw: () => Drawn | null): void {
  const gallery = useContext(GalleryContext);
  useEffect(() => gallery.hang(chart, draw), [gallery, chart, draw]);
}
