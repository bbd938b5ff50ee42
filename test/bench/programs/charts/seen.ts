type Kind = 'ours' | 'peer';

const all = (selector: string): readonly Element[] => Array.from(document.querySelectorAll(selector));

/** The charts whose line is there. */
export const drawnOf = (kind: Kind): readonly Element[] =>
  kind === 'ours' ? all('.u-over') : all('path.recharts-line-curve[d]');

/** Where the crosshair of each chart is, as text. */
export const crosshairsOf = (kind: Kind): readonly string[] =>
  kind === 'ours'
    ? all('.u-cursor-x').map((line) => (line instanceof HTMLElement ? line.style.transform : ''))
    : all('.recharts-tooltip-cursor').map((line) => line.getAttribute('d') ?? line.getAttribute('points') ?? '');

/** What takes the pointer in the first chart. */
export function overlayOf(kind: Kind): Element {
  const [first] = all(kind === 'ours' ? '.u-over' : '.recharts-wrapper');
  if (first === undefined) throw new Error('No chart takes the pointer.');
  return first;
}
