import { Frames, CauseChain } from '#renderer/ui/lines/CauseChain.tsx';
import { SecretText } from '#renderer/ui/lines/SecretText.tsx';
import { counted } from '#renderer/ui/wording.ts';
import type { Thrown } from '#shared/analysis/failures/thrown.ts';
import { rootCause } from '#shared/analysis/failures/thrown.ts';

/** The exception that is behind the others, open; those that it was wrapped in on its way up, folded. */
export function FailureChain({ thrown }: { readonly thrown: Thrown }) {
  const { exception, message, frames } = rootCause(thrown);
  const around = thrown.causes.slice(0, thrown.root);
  const below = thrown.causes.slice(thrown.root + 1);
  return (
    <div className="failure-chain" role="group" aria-label="Root cause">
      <div className="causes__head">
        <b>{exception}</b>
        <span className="causes__root">root cause</span>
      </div>
      {message !== '' && (
        <pre className="causes__message">
          <SecretText text={message} />
        </pre>
      )}
      <div className="causes">
        <Frames frames={frames} />
      </div>
      {around.length > 0 && (
        <details className="failure-chain__around">
          <summary>
            {around.length === 1
              ? `Wrapped in ${around[0]?.exception ?? ''}`
              : `Wrapped in ${counted(around.length, 'exception')}`}
          </summary>
          <CauseChain causes={around} root={null} />
        </details>
      )}
      {below.length > 0 && (
        <details className="failure-chain__around">
          <summary>{counted(below.length, 'exception')} below that only carry others</summary>
          <CauseChain causes={below} root={null} />
        </details>
      )}
    </div>
  );
}
