import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reduce } from '#renderer/store/reduce.ts';
import { selectTopic } from '#renderer/store/selectTopic.ts';
import { initialState } from '#renderer/store/state.ts';
import type { State, StoreEvent } from '#renderer/store/state.ts';
import { FLEET, fleetNamed } from './fakeHost.ts';

/** What a host does and what gets lost on the way. */
type Step = 'changes' | 'change is lost' | 'asks' | 'answers at once' | 'answers late' | 'answer is lost' | 'engine starts anew';

const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant<Step>('changes') },
    {
      weight: 6,
      arbitrary: fc.constantFrom<Step>(
        'change is lost',
        'asks',
        'answers at once',
        'answers late',
        'answer is lost',
        'engine starts anew',
      ),
    },
  ),
  { maxLength: 60 },
);

const nameIn = (state: State) => {
  const snapshot = selectTopic<'fleet'>(FLEET)(state);
  return 'value' in snapshot ? snapshot.value[0]?.name : undefined;
};

describe('whatever is lost or overtaken', () => {
  it('the page never goes back in time, and after one more answer it knows what the engine knows', () => {
    fc.assert(
      fc.property(steps, (order) => {
        let state: State = reduce(initialState, { type: 'engine-told', state: 'up', generation: 1 });
        const tell = (event: StoreEvent) => void (state = reduce(state, event));
        let version = 0;
        let sequence = 0;
        let asked: StoreEvent | null = null;
        let shown = 0;
        const answerNow = (): StoreEvent => ({ type: 'watch-answered', sequence, snapshots: [fleetNamed(String(version))] });
        const ask = () => {
          tell({ type: 'watch-asked' });
          asked = answerNow();
        };
        for (const step of order) {
          if (step === 'changes' || step === 'change is lost') {
            version += 1;
            sequence += 1;
            if (step === 'changes') tell({ type: 'snapshots-arrived', sequence, snapshots: [fleetNamed(String(version))] });
          } else if (step === 'asks' && asked === null) ask();
          else if (step === 'answers at once' && asked !== null) {
            // The engine answered before what has changed since; its answer was on the way for long.
            tell(asked);
            asked = null;
          } else if (step === 'answers late' && asked !== null) {
            const awaited = state.early !== null;
            tell(answerNow());
            if (awaited) expect(nameIn(state)).toBe(String(version));
            asked = null;
          } else if (step === 'answer is lost' && asked !== null) {
            tell({ type: 'watch-failed' });
            asked = null;
          } else if (step === 'engine starts anew') {
            sequence = 0;
            tell({ type: 'engine-told', state: 'up', generation: state.link.generation + 1 });
          }
          const now = Number(nameIn(state) ?? 0);
          expect(now).toBeGreaterThanOrEqual(shown);
          shown = now;
        }
        ask();
        tell(answerNow());
        expect(nameIn(state)).toBe(String(version));
        expect(state.sequence).toBe(sequence);
      }),
      { numRuns: 500 },
    );
  });
});

describe('notices', () => {
  const notice = (id: string, text: string): StoreEvent => ({ type: 'noticed', notice: { id, kind: 'error', text } });

  it('are told once however often they happen, newest first, and go when dismissed', () => {
    const state = [notice('1', 'lost'), notice('2', 'refused'), notice('3', 'lost')].reduce(reduce, initialState);
    expect(state.notices.map(({ id }) => id)).toEqual(['3', '2']);
    expect(reduce(state, { type: 'notice-dismissed', id: '3' }).notices.map(({ id }) => id)).toEqual(['2']);
  });

  it('do not fill the screen', () => {
    const many = Array.from({ length: 20 }, (_, at) => notice(String(at), `failure ${at}`));
    expect(many.reduce(reduce, initialState).notices).toHaveLength(5);
  });
});
