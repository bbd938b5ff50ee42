import { isUserFrame } from '#shared/analysis/logs/frames.ts';
import type { Cause } from '#shared/model/logs.ts';
import { counted } from '#renderer/ui/wording.ts';
import { SecretText } from './SecretText.tsx';
import { foldFrames } from './foldFrames.ts';

interface CauseChainProps {
  readonly causes: readonly Cause[];
  /** Which is marked as the root cause; null: none of them is. */
  readonly root?: number | null;
}

/** A chain of exceptions, outermost first, each with its frames: the user's own in full, the runtime's folded. */
export const CauseChain = ({ causes, root = causes.length - 1 }: CauseChainProps) => (
  <ol className="causes" aria-label="Causes">
    {causes.map(({ exception, message, frames }, i) => (
      <li key={i}>
        <div className="causes__head">
          {i > 0 && <span className="causes__by">Caused by </span>}
          <b>{exception}</b>
          {i === root && causes.length > 1 && <span className="causes__root">root cause</span>}
        </div>
        {message !== '' && (
          <pre className="causes__message">
            <SecretText text={message} />
          </pre>
        )}
        <Frames frames={frames} />
      </li>
    ))}
  </ol>
);

/** The frames of one exception. */
export const Frames = ({ frames }: { readonly frames: readonly string[] }) =>
  foldFrames(frames).map(({ folded, frames: each }, i) =>
    folded ? (
      <details key={i} className="causes__folded">
        <summary>{counted(each.length, 'frame')} of the runtime</summary>
        <FrameList frames={each} />
      </details>
    ) : (
      <FrameList key={i} frames={each} />
    ),
  );

const FrameList = ({ frames }: { readonly frames: readonly string[] }) => (
  <ul className="causes__frames">
    {frames.map((frame, i) => (
      <li key={i} className={isUserFrame(frame) ? 'causes__own' : undefined}>
        {frame.startsWith('…') ? frame : `at ${frame}`}
      </li>
    ))}
  </ul>
);
