import { useDeferredValue, useMemo } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { countCells } from './sumUp.ts';
import { AlarmMatrix } from './AlarmMatrix.tsx';
import { EmptyMatrix } from './EmptyMatrix.tsx';
import { Legend } from './Legend.tsx';
import { MatrixFilter } from './MatrixFilter.tsx';
import type { MatrixRow, MatrixView as View } from './matrixRows.ts';
import { USUAL } from './matrixRows.ts';
import { MatrixTroubles } from './MatrixTroubles.tsx';
import { Summary } from './Summary.tsx';
import type { AlarmFleets } from './useAlarmFleets.ts';
import './cells.css';
import './matrix.css';

interface MatrixViewProps {
  readonly all: AlarmFleets;
  readonly rows: readonly MatrixRow[];
  readonly shown: readonly MatrixRow[];
  readonly view: View;
  readonly onView: (view: View) => void;
}

/** How the recommended alarms of every application stand. */
export function MatrixView({ all, rows, shown, view, onView }: MatrixViewProps) {
  // A large matrix is drawn in slices of time, so that keys and clicks never wait for it.
  const drawn = useDeferredValue(shown);
  const counts = useMemo(() => countCells(rows.flatMap(({ row }) => row.cells)), [rows]);
  const several = {
    withConnection: new Set(rows.map(({ row }) => row.ref.connection)).size > 1,
    withRegion: new Set(rows.map(({ row }) => row.region)).size > 1,
  };
  return (
    <SpaceBetween size="m">
      <MatrixTroubles fleets={all.fleets} />
      {rows.length === 0 ? (
        <Container>
          <EmptyMatrix {...all} />
        </Container>
      ) : (
        <Container>
          <SpaceBetween size="s">
            <Summary counts={counts} />
            <MatrixFilter rows={rows} shown={shown.length} view={view} onView={onView} />
            {shown.length === 0 ? (
              <Box textAlign="center" padding="l">
                <Box variant="strong">{view.show === 'firing' && view.text === '' ? 'Nothing fires' : 'No application fits'}</Box>
                <Box padding={{ top: 's' }}>
                  <Button onClick={() => onView({ ...USUAL, sorting: view.sorting })}>Clear the filter</Button>
                </Box>
              </Box>
            ) : (
              <AlarmMatrix rows={drawn} chosen={view.alarm} {...several} />
            )}
            <Legend />
            {all.clusters.length > 0 && (
              <Box color="text-body-secondary" fontSize="body-s">
                {all.clusters.map(({ connection }) => connection.name).join(', ')}: clusters of your own have no CloudWatch
                alarms, and are not shown here.
              </Box>
            )}
          </SpaceBetween>
        </Container>
      )}
    </SpaceBetween>
  );
}
