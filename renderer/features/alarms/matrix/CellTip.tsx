import type { Zone } from '#renderer/charts/moments.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { AlarmCell } from '#shared/model/alarms/status.ts';
import { AlarmMark } from '../AlarmMark.tsx';
import { cellLines } from '../words/cellWords.ts';
import { sightOf, sightWords } from '../words/sight.ts';

export interface TipPlace {
  /** Of the cell, in the window. */
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

interface CellTipProps {
  readonly id: string;
  readonly cell: AlarmCell;
  readonly application: string;
  readonly place: TipPlace;
  readonly zone: Zone;
}

const WIDTH = 360;
const GAP = 6;

/** Everything about a cell, beside it: below, or above where there is no room below. */
export function CellTip({ id, cell, application, place, zone }: CellTipProps) {
  const left = Math.max(GAP, Math.min(place.left - WIDTH / 2, innerWidth - WIDTH - 2 * GAP));
  const isBelow = place.bottom < innerHeight * 0.6;
  return (
    <div
      id={id}
      role="tooltip"
      className="alarm-tip"
      style={isBelow ? { left, top: place.bottom + GAP } : { left, bottom: innerHeight - place.top + GAP }}
    >
      <div className="alarm-tip__head">
        <AlarmMark sight={sightOf(cell)} />
        <div>
          <strong>{alarmEntry(cell.alarm).title}</strong>
          <div className="alarm-tip__application">
            {application} · {sightWords[sightOf(cell)]}
          </div>
        </div>
      </div>
      <dl>
        {cellLines(cell, zone).map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
