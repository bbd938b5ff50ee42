import './charts.css';
import type { LineChartPanelProps } from './LineChartPanel.tsx';
import { LineChartPanel } from './LineChartPanel.tsx';
import type { Panel } from './panels.ts';

/** Small charts side by side, as many in a row as fit, with one crosshair. */
export function ChartGrid({ panels, ...rest }: { readonly panels: readonly Panel[] } & Omit<LineChartPanelProps, 'panel'>) {
  return (
    <div className="chart-grid">
      {panels.map((panel) => (
        <LineChartPanel key={panel.id} panel={panel} {...rest} />
      ))}
    </div>
  );
}
