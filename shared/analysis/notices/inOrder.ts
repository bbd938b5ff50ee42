import type { Notice } from '../../model/notice.ts';

const rankOf = ({ until, severity }: Notice): number => (until !== null ? 2 : severity === 'critical' ? 0 : 1);

/** As somebody on call reads them: what is critical and lasts, then the warnings that last, then what is over; the newest first in each. */
export const inOrder = (notices: readonly Notice[]): readonly Notice[] =>
  [...notices].sort((a, b) => rankOf(a) - rankOf(b) || b.since - a.since || b.at - a.at || (a.id < b.id ? -1 : 1));
