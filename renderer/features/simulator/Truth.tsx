import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SimulatorView, Truth as Told } from '#shared/simulation/control.ts';
import { useCall, useNotice } from '../../store/useCall.ts';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { TruthTable } from './TruthTable.tsx';

interface TruthProps {
  readonly connection: string;
  readonly view: SimulatorView;
  readonly answers: boolean;
}

/** What is really wrong: hidden until somebody asks twice, so that nobody who practises reads it by accident. */
export function Truth({ connection, view, answers }: TruthProps) {
  const call = useCall();
  const notice = useNotice();
  const [asking, setAsking] = useState(false);
  const [told, setTold] = useState<Told | null>(null);

  const ask = async (): Promise<boolean> => {
    const answer = await call('simulator.truth', { connection });
    if (!answer.ok) return false;
    if (!answer.value.ok) {
      notice('error', `${answer.value.error.message} ${answer.value.error.remedy}`);
      return false;
    }
    setTold(answer.value.value);
    return true;
  };

  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            told === null ? (
              <Button iconName="unlocked" disabled={!answers} onClick={() => setAsking(true)}>
                Show the truth
              </Button>
            ) : (
              <SpaceBetween direction="horizontal" size="xs">
                <Button iconName="refresh" disabled={!answers} onClick={() => void ask()}>
                  Ask again
                </Button>
                <Button iconName="lock-private" onClick={() => setTold(null)}>
                  Hide the truth
                </Button>
              </SpaceBetween>
            )
          }
        >
          The truth
        </Header>
      }
    >
      {told === null ? (
        <Box color="text-body-secondary">
          Which applications are sick, why, and since when. Find it yourself first: it is what a diagnosis is measured by.
        </Box>
      ) : (
        <TruthTable faults={told.faults} scenario={view.scenario} />
      )}
      {asking ? (
        <Dialog header="Show the truth?" action="Show it" cancel="Keep looking" onDo={ask} onClose={() => setAsking(false)}>
          It tells what is wrong with which application. What one has read cannot be found any more.
        </Dialog>
      ) : null}
    </Container>
  );
}
