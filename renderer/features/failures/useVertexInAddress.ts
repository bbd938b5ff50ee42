import { useLocation, useSearch } from 'wouter';
import type { Job } from '#shared/model/job.ts';

const NAME = 'vertex';

/**
 * The vertex whose failures are shown, by its name, as the address names it (`?vertex=`): by id, which other pages know, or by name,
 * which failures of jobs that are gone have alone. Null: all.
 */
export function useVertexInAddress(job: Job | undefined): readonly [string | null, (vertex: string | null) => void] {
  const search = useSearch();
  const [location, navigate] = useLocation();
  const named = new URLSearchParams(search).get(NAME);
  const byId = job?.vertices.find(({ id }) => id === named)?.name;
  const set = (vertex: string | null): void => {
    const others = new URLSearchParams(search);
    others.delete(NAME);
    if (vertex !== null) others.set(NAME, vertex);
    navigate(`${location}?${others.toString()}`, { replace: true });
  };
  return [byId ?? named, set];
}
