import type { ReactNode } from 'react';

interface StaleProps {
  readonly when?: boolean;
  readonly children: ReactNode;
}

/** Old values: readable, and visibly not of now. */
export const Stale = ({ when = true, children }: StaleProps) => <div className={when ? 'stale' : undefined}>{children}</div>;
