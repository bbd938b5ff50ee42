import { createContext, useContext } from 'react';
import type { MetricGroup } from './groups.ts';

/** Saving charts as files. */
export interface Export {
  readonly saveCsv: (groups: readonly MetricGroup[]) => void;
  /** Of the groups, those that are drawn on screen. */
  readonly savePng: (groups: readonly MetricGroup[]) => void;
}

export const ExportContext = createContext<Export | null>(null);

export function useExport(): Export {
  const value = useContext(ExportContext);
  if (value === null) throw new Error('A chart that can be saved is outside ExportContext.');
  return value;
}
