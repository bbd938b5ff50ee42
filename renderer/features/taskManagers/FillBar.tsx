import { formatBytes, formatRatio } from '#shared/units/format.ts';
import type { Bytes } from '#shared/units/units.ts';
import { ratio } from '#shared/units/units.ts';

interface FillBarProps {
  /** 0…1; null: not known; undefined: there is no whole that it would be a share of. */
  readonly share: number | null | undefined;
  /** The figure beside it. */
  readonly text: string;
  readonly hot?: boolean;
}

/** A share as a bar, with its figure. */
export const FillBar = ({ share, text, hot = false }: FillBarProps) => (
  <div className="fill">
    <span className="fill__text">{text}</span>
    {share !== undefined && (
      <span className={share === null ? 'fill__track fill__track--unknown' : 'fill__track'} aria-hidden="true">
        {share !== null && (
          <span
            className={hot ? 'fill__bar fill__bar--hot' : 'fill__bar'}
            style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }}
          />
        )}
      </span>
    )}
  </div>
);

/** `1.2 GiB of 2 GiB (60 %)` */
export function usedWords(used: Bytes | null, most: Bytes | null): string {
  if (used === null) return most === null ? '–' : `– of ${formatBytes(most)}`;
  if (most === null || most <= 0) return formatBytes(used);
  return `${formatBytes(used)} of ${formatBytes(most)} (${formatRatio(ratio(used / most))})`;
}
