import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useWidth } from '#renderer/charts/useWidth.ts';
import { drawFlame } from './drawFlame.ts';
import type { FlameDrawing, Pointed, RootAt } from './drawFlame.ts';
import { fitFrames, framesAlong } from './fitFrames.ts';
import type { FittedFrames, Frame } from './fitFrames.ts';
import './flame.css';
import { FlameTip } from './FlameTip.tsx';
import { colourOf } from './paint.ts';
import type { Paint } from './paint.ts';
import { directions } from './travel.ts';
import { hiddenWords } from './words.ts';

interface Tip {
  readonly pointed: Pointed;
  readonly x: number;
  readonly y: number;
  /** Where the pointer has not moved since, another frame may be drawn by now. */
  readonly of: FittedFrames | null;
}

interface FlameGraphProps {
  /** What a screen reader calls it. */
  readonly label: string;
  readonly tree: Frame;
  readonly paint: Paint;
  /** At the bottom it is the callers that stand above. */
  readonly rootAt?: RootAt;
  /** Names of the frames that are searched for; null: none is. */
  readonly matches: ReadonlySet<string> | null;
  /** The names that lead to the frame that is zoomed to, below the root. */
  readonly zoom: readonly string[];
  readonly onZoom: (names: readonly string[]) => void;
  /** The frame that has the focus, or was clicked last. */
  readonly onChoose?: (chosen: Pointed) => void;
  /** What is known of a frame, in one line. */
  readonly words: (frame: Frame) => string;
}

/**
 * Call stacks as bars, callers above what they call, as wide as they were sampled. Only what can be seen is drawn, the rest is counted;
 * zooming in shows it. Arrow keys move between frames, Return zooms, Escape goes back.
 */
export const FlameGraph = (props: FlameGraphProps) => <Graph key={`${props.rootAt ?? 'top'} ${props.label}`} {...props} />;

function Graph({ label, tree, paint, rootAt = 'top', matches, zoom, onZoom, onChoose, words }: FlameGraphProps) {
  const [box, width] = useWidth();
  const canvas = useRef<HTMLDivElement>(null);
  const drawing = useRef<FlameDrawing | null>(null);
  const [tip, setTip] = useState<Tip | null>(null);
  const fitted = useMemo(() => (width === 0 ? null : fitFrames(framesAlong(tree, zoom), width)), [tree, zoom, width]);
  const look = useMemo(
    () => ({
      width,
      colour: (frame: Frame) => `var(--${colourOf(frame, paint)})`,
      label: (frame: Frame) => `${frame.name}, ${words(frame)}`,
    }),
    [width, paint, words],
  );

  useLayoutEffect(() => {
    const { current } = canvas;
    if (current === null) return undefined;
    const made = drawFlame(current, label, rootAt);
    drawing.current = made;
    return () => {
      made.destroy();
      drawing.current = null;
    };
  }, [label, rootAt]);
  useLayoutEffect(() => {
    if (fitted !== null) drawing.current?.show(fitted.tree, look, matches);
  }, [fitted, look, matches]);

  const at = (target: EventTarget | null): Pointed | null => drawing.current?.frameOf(target) ?? null;
  const zoomTo = (target: EventTarget | null): void => {
    const found = at(target);
    if (found === null) return;
    onChoose?.(found);
    onZoom(found.names);
  };
  const hidden: ReactNode = fitted === null || fitted.hidden.frames === 0 ? null : hiddenWords(fitted.hidden);

  return (
    <div ref={box} className="flame">
      <div
        ref={canvas}
        className={matches === null ? 'flame__canvas' : 'flame__canvas flame__canvas--searched'}
        onClick={({ target }) => zoomTo(target)}
        onFocus={({ target }) => {
          const found = at(target);
          if (found !== null) onChoose?.(found);
        }}
        onPointerMove={({ target, clientX, clientY }) => {
          const pointed = at(target);
          setTip(pointed === null ? null : { pointed, x: clientX, y: clientY, of: fitted });
        }}
        onPointerLeave={() => setTip(null)}
        onKeyDown={(event) => {
          const direction = directions[rootAt][event.key];
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          if (direction !== undefined) drawing.current?.travel(direction);
          else if (event.key === 'Enter' || event.key === ' ') zoomTo(event.target);
          else if (event.key === 'Escape' && zoom.length > 0) onZoom([]);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <div className="flame__hidden">{hidden}</div>
      {tip !== null && tip.of === fitted && (
        <FlameTip pointed={tip.pointed} x={tip.x} y={tip.y} words={words(tip.pointed.frame)} />
      )}
    </div>
  );
}
