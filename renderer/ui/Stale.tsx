import type { ReactNode } from 'react';

/** Old values: readable, and visibly not of now. */
export const Stale = ({ children }: { readonly children: ReactNode }) => <div className="stale">{children}</div>;
