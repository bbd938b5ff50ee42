import { useState } from 'react';
import { isUserFrame } from '#shared/analysis/logs/frames.ts';
import { foldStack } from '#shared/analysis/threads/frames.ts';
import type { Fold } from '#shared/analysis/threads/frames.ts';

interface FramesProps {
  readonly frames: readonly string[];
  readonly truncated: boolean;
  /** Frames below are of the first thread of a group, not of all. */
  readonly shared: number;
}

/** A stack, innermost first: frames of Java, Flink and libraries in a row are folded, those of the job’s own code stand out. */
export function Frames({ frames, truncated, shared }: FramesProps) {
  if (frames.length === 0) return <p className="thread-frames__note">No Java frame: a thread of the JVM itself.</p>;
  const common = frames.slice(0, shared);
  const rest = frames.slice(shared);
  return (
    <div className="thread-frames">
      <Folds folds={foldStack(common)} />
      {rest.length > 0 && (
        <>
          <p className="thread-frames__note">Below, the threads of this group differ; the first goes on with:</p>
          <Folds folds={foldStack(rest)} />
        </>
      )}
      {truncated && <p className="thread-frames__note">Flink cut the stack here (cluster.thread-dump.stacktrace-max-depth).</p>}
    </div>
  );
}

const Folds = ({ folds }: { readonly folds: readonly Fold[] }) => (
  <ol className="thread-frames__list">
    {folds.map((fold, i) => (
      <FoldView key={`${i} ${fold.frames[0] ?? ''}`} fold={fold} />
    ))}
  </ol>
);

function FoldView({ fold: { folded, frames } }: { readonly fold: Fold }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      {folded && (
        <li>
          <button type="button" className="thread-frames__fold" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? '▾' : '▸'} {frames.length} frames of Java, Flink and libraries
          </button>
        </li>
      )}
      {(!folded || open) &&
        frames.map((frame, i) => (
          <li key={`${i} ${frame}`} className={isUserFrame(frame) ? 'thread-frames__own' : undefined}>
            {frame}
          </li>
        ))}
    </>
  );
}
