import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { withArrows } from '#renderer/ui/wording.ts';
import type { GraphNode } from '../model/graphModel.ts';

/** What can be done with the graph, or with one of its cards. */
export type GraphAction =
  | 'upstream'
  | 'downstream'
  | 'both'
  | 'fold-upstream'
  | 'fold-downstream'
  | 'fold-chain'
  | 'unfold'
  | 'fold-chains'
  | 'fold-names'
  | 'unfold-all';

interface GraphMenusProps {
  /** The card that was looked at last. */
  readonly current: GraphNode | null;
  readonly collapsed: number;
  readonly onAction: (action: GraphAction) => void;
}

const SHOWN = 60;
const cut = (name: string): string => (name.length > SHOWN ? `${name.slice(0, SHOWN)}…` : name);

/** Collapsing and focusing, for the mouse and for who does not know the keys. */
export const GraphMenus = ({ current, collapsed, onAction }: GraphMenusProps) => (
  <>
    <ButtonDropdown
      ariaLabel="Vertex: what is up and down the stream"
      disabled={current === null}
      onItemClick={({ detail }) => onAction(detail.id as GraphAction)}
      items={[
        {
          id: 'of',
          text: current === null ? 'No vertex' : cut(withArrows(current.vertex.name)),
          items: [
            { id: 'upstream', text: 'Focus on what is upstream', secondaryText: 'U' },
            { id: 'downstream', text: 'Focus on what is downstream', secondaryText: 'D' },
            { id: 'both', text: 'Focus on both', secondaryText: 'B' },
            current?.members === null || current === null
              ? { id: 'fold-chain', text: 'Collapse its chain', secondaryText: 'C' }
              : { id: 'unfold', text: 'Expand this group', secondaryText: 'C' },
            { id: 'fold-upstream', text: 'Collapse everything upstream' },
            { id: 'fold-downstream', text: 'Collapse everything downstream' },
          ],
        },
      ]}
    >
      Vertex
    </ButtonDropdown>
    <ButtonDropdown
      ariaLabel="Collapse"
      onItemClick={({ detail }) => onAction(detail.id as GraphAction)}
      items={[
        { id: 'fold-chains', text: 'Chains of vertices', secondaryText: 'Runs without a branch' },
        { id: 'fold-names', text: 'Vertices of the same name', secondaryText: 'But for their numbers' },
        { id: 'unfold-all', text: 'Expand all', disabled: collapsed === 0 },
      ]}
    >
      Collapse
    </ButtonDropdown>
  </>
);
