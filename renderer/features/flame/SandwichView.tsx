import { useMemo, useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import type { Pointed } from '#renderer/charts/flame/drawFlame.ts';
import { FlameGraph } from '#renderer/charts/flame/FlameGraph.tsx';
import { FlameLegend } from '#renderer/charts/flame/FlameLegend.tsx';
import { frameWords, samplesWords, shareWords } from '#renderer/charts/flame/words.ts';
import { sandwich } from '#shared/analysis/flame/invert.ts';
import { withoutLines } from '#shared/analysis/flame/names.ts';
import type { FrameTree } from '#shared/model/insight/flame.ts';
import { ChosenFrame } from './ChosenFrame.tsx';

interface SandwichViewProps {
  readonly tree: FrameTree;
  readonly method: string;
  readonly matches: ReadonlySet<string> | null;
  readonly onMethod: (name: string) => void;
  readonly onClose: () => void;
}

const NOWHERE: readonly string[] = [];

/** One method wherever it was on the stack: above it those that lead to it, below it those that it leads to. */
export function SandwichView({ tree, method, matches, onMethod, onClose }: SandwichViewProps) {
  const methods = useMemo(() => withoutLines(tree), [tree]);
  const { callers, callees, value } = useMemo(() => sandwich(methods, method), [methods, method]);
  const [zooms, setZooms] = useState({ callers: NOWHERE, callees: NOWHERE });
  const [chosen, setChosen] = useState<Pointed | null>(null);
  const words = useMemo(() => frameWords(tree.value), [tree.value]);
  const shared = { paint: 'family' as const, matches, words, onChoose: setChosen };
  return (
    <div role="region" aria-label={`Around ${method}`}>
      <div className="flame-bar">
        <Box>
          <strong className="flame-name">{method}</strong> {shareWords(value, tree.value)} of samples ({samplesWords(value)})
        </Box>
        <Button iconName="undo" onClick={onClose}>
          Back to the whole graph
        </Button>
      </div>
      {value === 0 ? (
        <Box padding="m" color="text-body-secondary">
          It is not in these samples.
        </Box>
      ) : (
        <>
          <FlameLegend tree={callees} paint="family" />
          <h3 className="flame-part">Called by</h3>
          <FlameGraph
            {...shared}
            label={`Callers of ${method}`}
            tree={callers}
            rootAt="bottom"
            zoom={zooms.callers}
            onZoom={(names) => setZooms({ ...zooms, callers: names })}
          />
          <h3 className="flame-part">Calls</h3>
          <FlameGraph
            {...shared}
            label={`Callees of ${method}`}
            tree={callees}
            zoom={zooms.callees}
            onZoom={(names) => setZooms({ ...zooms, callees: names })}
          />
          <ChosenFrame chosen={chosen} words={words} onMethod={onMethod} />
        </>
      )}
    </div>
  );
}
