import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Sight } from './words/sight.ts';

/** Each has a shape of its own, so that colour is not needed to tell them apart. */
const shapes: Readonly<Record<Sight, ReactNode>> = {
  alarm: (
    <path
      className="alarm-mark__fill"
      d="M8 1.5a4 4 0 0 0-4 4v3L2.5 11v1h11v-1L12 8.5v-3a4 4 0 0 0-4-4zM6.3 13a1.8 1.8 0 0 0 3.4 0z"
    />
  ),
  'own-alarm': (
    <path
      className="alarm-mark__line"
      d="M8 2.3a3.7 3.7 0 0 0-3.7 3.7v2.8L3 11.5h10l-1.3-2.7V6A3.7 3.7 0 0 0 8 2.3zM6.6 13.8h2.8"
    />
  ),
  wrong: (
    <>
      <path className="alarm-mark__fill" d="M8 1.2 15.4 14.5H.6z" />
      <path className="alarm-mark__cut" d="M8 6v4M8 12v.4" />
    </>
  ),
  missing: <circle className="alarm-mark__line alarm-mark__line--dashed" cx="8" cy="8" r="5.6" />,
  'no-data': (
    <>
      <circle className="alarm-mark__line" cx="8" cy="8" r="6.2" />
      <path className="alarm-mark__line" d="M5 8v.01M8 8v.01M11 8v.01" />
    </>
  ),
  covered: <path className="alarm-mark__line" d="M3 8.6l3.4 3.4L13 4.8" />,
  unknown: <path className="alarm-mark__line" d="M5.6 5.8a2.4 2.4 0 1 1 3.4 2.2c-.7.3-1 .8-1 1.6M8 12.4v.01" />,
  'not-applicable': <path className="alarm-mark__line" d="M5 8h6" />,
};

/** The sign of what a cell shows. Words stand beside it, or are its cell's name. */
export const AlarmMark = memo(function AlarmMark({ sight, size = 16 }: { readonly sight: Sight; readonly size?: number }) {
  return (
    <svg className={`alarm-mark alarm-mark--${sight}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[sight]}
    </svg>
  );
});
