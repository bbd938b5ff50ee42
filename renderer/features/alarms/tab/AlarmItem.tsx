import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Zone } from '#renderer/charts/moments.ts';
import { formatMoment } from '#renderer/charts/moments.ts';
import { Age } from '#renderer/ui/Age.tsx';
import { isProvisional } from '#shared/analysis/alarms/words.ts';
import { alarmEntry } from '#shared/catalogue/alarms/alarms.ts';
import type { StateValue } from '#shared/model/alarm.ts';
import type { AlarmDetail } from '#shared/model/alarms/status.ts';
import { UNKNOWN } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { AlarmMark } from '../AlarmMark.tsx';
import { basisWords } from '../words/cellWords.ts';
import { faultWords } from '../words/faults.ts';
import { alarmFigure, firesAt } from '../words/figure.ts';
import { sightOf, sightWords } from '../words/sight.ts';
import { FigureLine } from './FigureLine.tsx';

interface AlarmItemProps {
  readonly detail: AlarmDetail;
  readonly connection: string;
  readonly zone: Zone;
  readonly open: boolean;
  readonly onToggle: () => void;
  /** What stands below it when it is open. */
  readonly children: ReactNode;
}

/** One recommended alarm in a row; it opens to everything that is known of it. */
export function AlarmItem({ detail, connection, zone, open, onToggle, children }: AlarmItemProps) {
  const { cell, definition, latest, points, threshold, learning } = detail;
  const entry = alarmEntry(cell.alarm);
  const sight = sightOf(cell);
  const panel = useId();
  const row = useRef<HTMLDivElement>(null);
  const isNew = useRef(true);
  // Whoever comes by an address that names it finds it in view.
  useEffect(() => {
    if (open) row.current?.scrollIntoView({ block: isNew.current ? 'start' : 'nearest' });
    isNew.current = false;
  }, [open]);
  return (
    <li className={`alarm-item alarm-item--${sight}${open ? ' alarm-item--open' : ''}`}>
      <div ref={row} className="alarm-item__row" onClick={(event) => isPlain(event.target) && onToggle()}>
        <span className="alarm-item__mark">
          <AlarmMark sight={sight} size={20} />
        </span>
        <div className="alarm-item__title">
          <h4>
            <button type="button" aria-expanded={open} aria-controls={panel} onClick={onToggle}>
              <span className="alarm-item__turn" aria-hidden="true">
                ▸
              </span>
              {entry.title}
            </button>
            <span className="alarm-item__sight">{sightWords[sight]}</span>
          </h4>
          <p>{cell.coverage === 'not-applicable' ? cell.reason : entry.why}</p>
          {definition?.partly !== undefined && <p className="alarm-item__partly">{definition.partly}</p>}
          {cell.snoozed !== null && (
            <p className="alarm-item__snoozed">
              Snoozed until {formatMoment(cell.snoozed.until, zone)}: {cell.snoozed.reason}
            </p>
          )}
        </div>
        <div className="alarm-item__figure">
          {points.length > 0 && <FigureLine points={points} threshold={threshold} />}
          <Labelled label="Now">{latest === null || latest[1] === null ? UNKNOWN : alarmFigure(latest[1], entry.unit)}</Labelled>
        </div>
        <Labelled label="Fires at">
          {cell.threshold === null ? (
            <span className="alarm-item__quiet" title={learning ?? undefined}>
              {learning === null ? UNKNOWN : 'being learned'}
            </span>
          ) : (
            <>
              <b>{firesAt(cell.threshold, entry)}</b>
              {cell.basis !== null && (
                <span className="alarm-item__quiet">
                  {basisWords[cell.basis]}
                  {threshold !== null && isProvisional(threshold) && ', provisional'}
                </span>
              )}
            </>
          )}
        </Labelled>
        <Labelled label="Streamgauge">
          <State state={cell.own} since={cell.ownSince} connection={connection} />
        </Labelled>
        <Labelled label="CloudWatch">
          <CloudWatch detail={detail} connection={connection} />
        </Labelled>
      </div>
      {/* The panel is named by the button even while it is empty. */}
      <div id={panel} className="alarm-item__panel" hidden={!open}>
        {open && children}
      </div>
    </li>
  );
}

/** A click that is meant for the row, not for something in it, nor for marking text. */
const isPlain = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('button, a') === null && getSelection()?.isCollapsed !== false;

const Labelled = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className="alarm-item__labelled">
    <span className="alarm-item__label">{label}</span>
    <span>{children}</span>
  </div>
);

function CloudWatch({ detail: { cell }, connection }: { readonly detail: AlarmDetail; readonly connection: string }) {
  const [name] = cell.matched;
  if (name === undefined) return <span className="alarm-item__quiet">{cell.coverage === 'missing' ? 'no alarm' : UNKNOWN}</span>;
  return (
    <>
      <State state={cell.state} since={cell.stateSince} connection={connection} />
      <span className="alarm-item__name" title={cell.matched.join(', ')}>
        {name}
        {cell.matched.length > 1 && ` +${cell.matched.length - 1}`}
      </span>
      {cell.faults.length > 0 && (
        <span className="alarm-item__faults">{cell.faults.map((each) => faultWords[each]).join(', ')}</span>
      )}
    </>
  );
}

const stateNames: Readonly<Record<StateValue, string>> = { OK: 'OK', ALARM: 'ALARM', INSUFFICIENT_DATA: 'Lacks data' };

interface StateProps {
  readonly state: StateValue | null;
  readonly since: Millis | null;
  readonly connection: string;
}

const State = ({ state, since, connection }: StateProps) =>
  state === null ? (
    UNKNOWN
  ) : (
    <span className={`alarm-state alarm-state--${state}`}>
      <b>{stateNames[state]}</b>
      {since !== null && (
        <span className="alarm-item__quiet">
          {' '}
          for <Age at={since} connection={connection} />
        </span>
      )}
    </span>
  );
