import type { ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';

/** Labelled figures in a row, as many as fit. */
export const FactList = ({ facts }: { readonly facts: readonly (readonly [label: string, value: ReactNode])[] }) => (
  <Box>
    <dl className="facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  </Box>
);
