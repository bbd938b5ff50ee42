import type { ReactNode } from 'react';

interface ZoomButtonsProps {
  readonly onZoom: (by: 'in' | 'out') => void;
  readonly onFit: () => void;
}

/** Zoom and fit; the keys do the same. */
export const ZoomButtons = ({ onZoom, onFit }: ZoomButtonsProps) => (
  <div className="graph-zoom" role="group" aria-label="Zoom of the graph">
    <ZoomButton label="Zoom in" keys="+" onClick={() => onZoom('in')}>
      <path d="M8 3v10M3 8h10" />
    </ZoomButton>
    <ZoomButton label="Zoom out" keys="-" onClick={() => onZoom('out')}>
      <path d="M3 8h10" />
    </ZoomButton>
    <ZoomButton label="Show the whole graph" keys="0" onClick={onFit}>
      <path d="M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3" />
    </ZoomButton>
  </div>
);

interface ZoomButtonProps {
  readonly label: string;
  readonly keys: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

const ZoomButton = ({ label, keys, onClick, children }: ZoomButtonProps) => (
  <button type="button" aria-label={label} aria-keyshortcuts={keys} title={`${label} (${keys})`} onClick={onClick}>
    <svg viewBox="0 0 16 16" aria-hidden="true">
      {children}
    </svg>
  </button>
);
