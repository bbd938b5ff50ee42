import type { ReactNode } from 'react';
import { formatRatio } from '#shared/units/format.ts';
import { ratio } from '#shared/units/units.ts';
import { UNKNOWN } from '#shared/units/format.ts';
import { AlarmMark } from '../AlarmMark.tsx';
import type { Sight } from '../words/sight.ts';
import type { AlarmCounts } from './sumUp.ts';
import './summary.css';

/** How the alarms of all applications stand, in one line. */
export function Summary({ counts: { firing, covered, wrong, missing, unknown, share } }: { readonly counts: AlarmCounts }) {
  return (
    <dl className="alarm-summary">
      <Figure label="Coverage" value={share === null ? UNKNOWN : formatRatio(ratio(share))}>
        {share !== null && (
          <span className="alarm-summary__bar" aria-hidden="true">
            <span style={{ width: `${share * 100}%` }} />
          </span>
        )}
      </Figure>
      <Figure label="Firing" value={String(firing)} sight={firing > 0 ? 'alarm' : null} />
      <Figure label="Wrong" value={String(wrong)} sight="wrong" />
      <Figure label="Missing" value={String(missing)} sight="missing" />
      <Figure label="Covered" value={String(covered)} sight="covered" />
      {unknown > 0 && <Figure label="Not known" value={String(unknown)} sight="unknown" />}
    </dl>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly sight?: Sight | null;
  readonly children?: ReactNode;
}

const Figure = ({ label, value, sight = null, children }: FigureProps) => (
  <div>
    <dt>{label}</dt>
    <dd>
      {sight !== null && <AlarmMark sight={sight} size={18} />}
      {value}
      {children}
    </dd>
  </div>
);
