import type { TimeShares } from '#shared/model/job.ts';

const parts = ['busy', 'backpressured', 'idle'] as const;

/** How a second is spent, as one stacked bar. Flink's shares add up to about 1, so they are drawn in proportion; without any, hatched. */
export function ShareBar({ shares }: { readonly shares: TimeShares }) {
  const known = parts.flatMap((part) => {
    const share = shares[part];
    return share === null || share <= 0 ? [] : [{ part, share }];
  });
  return (
    <div className={known.length === 0 ? 'share-bar share-bar--unknown' : 'share-bar'} aria-hidden="true">
      {known.map(({ part, share }) => (
        <span key={part} className={`share-bar__part share-bar__part--${part}`} style={{ flexGrow: share }} />
      ))}
    </div>
  );
}
