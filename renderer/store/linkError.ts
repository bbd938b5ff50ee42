import type { SourceError } from '#shared/model/sourceError.ts';
import type { Link } from './state.ts';

/** Why old values stand on screen after the engine was started again. */
export const STARTED_ANEW: SourceError = {
  kind: 'unreachable',
  source: 'Streamgauge',
  message: 'The engine was started again and has not heard from the source yet.',
  remedy: 'Nothing to do: it asks the source now.',
};

const RESTARTING: SourceError = {
  kind: 'unreachable',
  source: 'Streamgauge',
  message: 'The page has lost its engine, so nothing new arrives.',
  remedy: 'Nothing to do: the page reconnects by itself when the engine answers.',
};

const GONE: SourceError = {
  kind: 'unreachable',
  source: 'Streamgauge',
  message: 'The page has lost its engine, so nothing new arrives.',
  remedy: 'See the message at the top of the page.',
};

/** Why nothing new arrives; null while the engine answers. */
export function linkError(state: Link['state']): SourceError | null {
  switch (state) {
    case 'connecting':
    case 'up':
      return null;
    case 'restarting':
      return RESTARTING;
    case 'gone':
      return GONE;
  }
}
