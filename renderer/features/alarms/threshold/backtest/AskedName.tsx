import Box from '@cloudscape-design/components/box';
import { Key } from '../chart/ChartLegend.tsx';
import type { Asked } from './tried.ts';

/** Which threshold was tried; one that nothing compared is any more has no colour. */
export const AskedName = ({ asked: { candidate, label, isEarlier } }: { readonly asked: Asked }) =>
  isEarlier ? (
    <Box variant="span" color="text-body-secondary">
      {label}
    </Box>
  ) : (
    <>
      <Key colour={candidate.colour} kind={candidate.isCurrent ? 'dashed' : 'line'} />
      {label}
    </>
  );
