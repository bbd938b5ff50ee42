import type { ReactNode } from 'react';
import Alert from '@cloudscape-design/components/alert';
import type { SourceError } from '#shared/model/sourceError.ts';
import { formatAge } from '#shared/units/format.ts';
import type { Millis } from '#shared/units/units.ts';
import { millis } from '#shared/units/units.ts';
import { useRealNow } from '../store/useNow.ts';

interface TroubleProps {
  readonly type: 'info' | 'warning' | 'error';
  readonly header: ReactNode;
  readonly error: SourceError;
  /** Real time of the next try, where one is planned. */
  readonly nextTry: Millis | null;
}

/** What went wrong with a source, what the user can do, and when it is tried again by itself. */
export const Trouble = ({ type, header, error, nextTry }: TroubleProps) => (
  <Alert type={type} header={header}>
    {error.message} {error.remedy} {nextTry === null ? null : <NextTry at={nextTry} />}
  </Alert>
);

function NextTry({ at }: { readonly at: Millis }) {
  const left = millis(at - useRealNow());
  return left < 1000 ? 'It is tried again now.' : `It is tried again in ${formatAge(left)}.`;
}
