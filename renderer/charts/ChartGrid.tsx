import './charts.css';
import type { LineChartPanelProps } from './LineChartPanel.tsx';
import { LineChartPanel } from './LineChartPanel.tsx';
import type { Panel } from './panels.ts';

/** So few stand in one row, or in two of the same length. */
const FEW = 4;

/** Small charts side by side, as many in a row as fit, with one crosshair. */
export function ChartGrid({ panels, ...rest }: { readonly panels: readonly Panel[] } & Omit<LineChartPanelProps, 'panel'>) {
  return (
    <div className="chart-area">
      <div className={panels.length <= FEW ? 'chart-grid chart-grid--few' : 'chart-grid'}>
        {panels.map((panel) => (
          <LineChartPanel key={panel.id} panel={panel} {...rest} />
        ))}
      </div>
    </div>
  );
}
