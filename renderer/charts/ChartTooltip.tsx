import { UNKNOWN } from '#shared/units/format.ts';
import { formatFigure } from '#shared/model/formatFigure.ts';
import { lineColour } from './lineColour.ts';
import type { Zone } from './moments.ts';
import { formatMoment } from './moments.ts';
import type { Panel } from './panels.ts';
import type { Row } from './rows.ts';

export interface ChartTooltipProps {
  readonly panel: Panel;
  readonly rows: readonly Row[];
  readonly zone: Zone;
  /** Where the crosshair is, given by Recharts. */
  readonly active?: boolean;
  readonly label?: string | number;
}

/** The figures at the crosshair. */
export function ChartTooltip({ panel, rows, zone, active = false, label }: ChartTooltipProps) {
  const row = active ? rows.find(({ at }) => at === label) : undefined;
  if (row === undefined) return null;
  return (
    <div className="chart__tooltip">
      {formatMoment(row.at, zone)}
      <dl>
        {panel.lines.map(({ name }, i) => {
          const value = row.values[i];
          return [
            <dt key={`${name}-name`}>
              <span className="chart__key" style={{ background: lineColour(i) }} />
              {name}
            </dt>,
            <dd key={name}>{value === null || value === undefined ? UNKNOWN : formatFigure(value, panel.unit)}</dd>,
          ];
        })}
      </dl>
    </div>
  );
}
