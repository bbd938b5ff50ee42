import type { TopicSnapshot } from '#shared/contract/topics.ts';
import { millis } from '#shared/units/units.ts';
import { assertNever } from './assertNever.ts';
import { STARTED_ANEW } from './linkError.ts';
import { restsInPast } from './pastTopics.ts';
import type { Numbered, Held, State, StoreEvent } from './state.ts';

const MOST_NOTICES = 5;
/** No cursor stands here: what is held of it is of another moment, and is asked again. */
const NEVER = millis(-1);

/** What the page knows after an event. Pure: the same events give the same state. */
export function reduce(state: State, event: StoreEvent): State {
  switch (event.type) {
    case 'engine-told': {
      const { state: told, generation } = event;
      if (told === state.link.state && generation === state.link.generation) return state;
      const link = { state: told, generation };
      // A new life of the engine remembers nothing of what was watched; what came before its answer is void.
      return generation === state.link.generation && told !== 'up'
        ? { ...state, link }
        : { ...state, link, sequence: null, early: null };
    }
    case 'watch-asked':
      return { ...state, early: [] };
    case 'watch-answered':
      // Null: the life of the engine that was asked is over.
      return state.early === null ? state : answered(state, state.early, event);
    case 'watch-failed':
      return { ...state, early: null, sequence: null };
    case 'snapshots-arrived':
      if (state.early !== null) return { ...state, early: [...state.early, event] };
      return state.sequence === null ? state : arrived(state, event);
    case 'noticed':
      return {
        ...state,
        notices: [event.notice, ...state.notices.filter(({ text }) => text !== event.notice.text)].slice(0, MOST_NOTICES),
      };
    case 'notice-dismissed':
      return { ...state, notices: state.notices.filter(({ id }) => id !== event.id) };
    case 'cursor-moved':
      if (event.at === state.cursor) return state;
      // Back from the past nothing of it may be seen again, when another moment is chosen, as if it were that one.
      return { ...state, cursor: event.at, past: event.at === null ? {} : state.past };
    case 'past-arrived':
      return { ...state, past: { ...state.past, [event.key]: { at: event.at, snapshot: event.snapshot } } };
    case 'past-forgotten':
      return {
        ...state,
        past: Object.fromEntries(Object.entries(state.past).map(([key, held]) => [key, { ...held, at: NEVER }])),
      };
    default:
      return assertNever(event);
  }
}

/** An answer is the whole of what is watched: topics that are not in it are forgotten, but for those that only rest while the past is shown. */
function answered(state: State, early: readonly Numbered[], answer: Numbered): State {
  const held: Record<string, Held> =
    state.cursor === null ? {} : Object.fromEntries(Object.entries(state.held).filter(([, { entry }]) => restsInPast(entry)));
  for (const entry of answer.snapshots) held[entry.key] = hold(state.held[entry.key], entry, state.link.generation);
  return early.reduce<State>(arrived, { ...state, held, sequence: answer.sequence, early: null });
}

function arrived(state: State, event: Numbered): State {
  if (state.sequence === null || event.sequence <= state.sequence) return state;
  // Something between was lost: what came is true, but not all of it.
  const sequence = event.sequence === state.sequence + 1 ? event.sequence : null;
  const held = { ...state.held };
  for (const entry of event.snapshots) held[entry.key] = hold(held[entry.key], entry, state.link.generation);
  return { ...state, held, sequence };
}

/** A new life of the engine that knows nothing yet must not blank what an earlier one knew. */
function hold(before: Held | undefined, entry: TopicSnapshot, generation: number): Held {
  if (before === undefined || before.generation === generation) return { entry, generation };
  const [{ snapshot: old }, { snapshot: now }] = [before.entry, entry];
  if ((old.state !== 'live' && old.state !== 'stale') || now.state === 'live' || now.state === 'stale')
    return { entry, generation };
  const error = now.state === 'failed' ? now.error : STARTED_ANEW;
  const kept = { ...before.entry, snapshot: { ...old, state: 'stale', error } } as TopicSnapshot;
  return { entry: kept, generation: before.generation };
}
