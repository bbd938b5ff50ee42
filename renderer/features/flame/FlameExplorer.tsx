import { memo, useCallback, useDeferredValue, useMemo, useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import type { Pointed } from '#renderer/charts/flame/drawFlame.ts';
import { FlameGraph } from '#renderer/charts/flame/FlameGraph.tsx';
import { FlameLegend } from '#renderer/charts/flame/FlameLegend.tsx';
import { changeWords, frameWords } from '#renderer/charts/flame/words.ts';
import { useKept } from '#renderer/ui/useKept.ts';
import { busyTree } from '#shared/analysis/flame/busy.ts';
import { invert } from '#shared/analysis/flame/invert.ts';
import { methodOf } from '#shared/analysis/flame/names.ts';
import { flameIndex } from '#shared/analysis/flame/search.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { ChosenFrame } from './ChosenFrame.tsx';
import { ExportButton } from './ExportButton.tsx';
import type { Explored } from './explored.ts';
import { Mode, emptyWords, viewOf } from './explored.ts';
import { HotMethods } from './HotMethods.tsx';
import { foundWords } from './said.ts';
import { SandwichView } from './SandwichView.tsx';
import { TopChanges } from './TopChanges.tsx';

interface FlameExplorerProps {
  readonly applicationRef: ApplicationRef;
  /** What it is called, also in files. */
  readonly title: string;
  readonly explored: Explored;
}

const NOWHERE: readonly string[] = [];
const modes = [
  { id: 'full', text: 'Full' },
  { id: 'on', text: 'On CPU' },
  { id: 'off', text: 'Off CPU' },
  { id: 'mixed', text: 'Mixed' },
];

/** One flame graph, or the difference of two: as a graph and as a table, searched, zoomed, reversed, around one method. */
export const FlameExplorer = memo(function FlameExplorer({ applicationRef: ref, title, explored }: FlameExplorerProps) {
  const [kept, keepMode] = useKept('flame-mode', Mode, 'full');
  const [reversed, setReversed] = useState(false);
  const [query, setQuery] = useState('');
  const [zoom, setZoom] = useState(NOWHERE);
  const [method, setMethod] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Pointed | null>(null);
  const isDifference = explored.kind === 'difference';
  // A difference has its own colours.
  const mode = isDifference && kept === 'mixed' ? 'full' : kept;
  const view = useMemo(() => viewOf(explored, mode), [explored, mode]);
  const working = useMemo(() => (view.paint === 'family' ? busyTree(view.tree) : view.tree), [view]);
  const canReverse = view.paint === 'family';
  const tree = useMemo(() => (reversed && canReverse ? invert(view.tree) : view.tree), [reversed, canReverse, view.tree]);
  const words = useMemo(
    () => (view.change === null ? frameWords(tree.value) : changeWords(view.change.before, view.change.after)),
    [view.change, tree.value],
  );
  const index = useMemo(() => flameIndex(tree), [tree]);
  const wanted = useDeferredValue(query.trim());
  const found = useMemo(() => (wanted === '' ? null : index.find(wanted)), [index, wanted]);
  const empty = tree.value === 0;

  const goTo = useCallback((names: readonly string[]): void => setZoom(names.length === 0 ? NOWHERE : names), []);
  const afresh = (change: () => void): void => {
    change();
    goTo([]);
    setChosen(null);
  };
  const around = useCallback((name: string): void => setMethod(methodOf(name)), []);

  return (
    <SpaceBetween size="s">
      <div className="flame-bar">
        <SegmentedControl
          label="Which samples are shown"
          selectedId={mode}
          options={isDifference ? modes.slice(0, 3) : modes}
          onChange={({ detail }) => afresh(() => keepMode(Mode.parse(detail.selectedId)))}
        />
        <div className="flame-bar__search">
          <Input
            type="search"
            value={query}
            placeholder="Find frames"
            ariaLabel="Find frames"
            onChange={({ detail }) => setQuery(detail.value)}
          />
          <span role="status">{found === null ? '' : foundWords(found)}</span>
        </div>
        <SpaceBetween direction="horizontal" size="s" alignItems="center">
          {canReverse && (
            <Toggle checked={reversed} onChange={({ detail }) => afresh(() => setReversed(detail.checked))}>
              Callers below
            </Toggle>
          )}
          <Button disabled={zoom.length === 0} onClick={() => goTo([])}>
            Reset zoom
          </Button>
          <ExportButton applicationRef={ref} title={title} tree={tree} zoom={zoom} paint={view.paint} words={words} />
        </SpaceBetween>
      </div>
      {method !== null ? (
        <SandwichView
          tree={view.tree}
          method={method}
          matches={found?.names ?? null}
          onMethod={around}
          onClose={() => setMethod(null)}
        />
      ) : empty ? (
        <Box padding="l" textAlign="center" color="text-body-secondary">
          {explored.kind === 'one' ? emptyWords(explored.trees, mode) : 'Neither of the two has samples of this kind.'}
        </Box>
      ) : (
        <>
          <FlameLegend tree={view.tree} paint={view.paint} working={working} />
          <div>
            <FlameGraph
              label={`Flame graph: ${title}`}
              tree={tree}
              paint={view.paint}
              matches={found?.names ?? null}
              zoom={zoom}
              onZoom={goTo}
              onChoose={setChosen}
              words={words}
            />
            <ChosenFrame chosen={chosen} words={words} onMethod={isDifference ? null : around} />
          </div>
        </>
      )}
      {view.change === null ? <HotMethods tree={view.tree} onMethod={around} /> : <TopChanges change={view.change} />}
    </SpaceBetween>
  );
});
