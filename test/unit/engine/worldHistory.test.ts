import { expect, it } from 'vitest';
import { worldHistory } from '#electron/engine/simulator/worldHistory.ts';
import type { History } from '#electron/history/history.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import { SimulatorState } from '#shared/simulation/control.ts';
import { HOUR, millis } from '#shared/units/units.ts';

const NOON = Date.UTC(2026, 9, 13, 12);
const state = (change: Partial<SimulatorState>): SimulatorState =>
  SimulatorState.parse({
    scenario: 'healthy',
    seed: 7,
    world: 1,
    began: 1,
    applications: 3,
    region: 'us-east-1',
    regions: ['us-east-1'],
    accountId: '123456789012',
    now: NOON,
    speed: 1,
    paused: false,
    jumpingTo: null,
    starting: null,
    aws: 'http://127.0.0.1:1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    flink: {},
    faults: [],
    network: [],
    ...change,
  });

const note = (history: History, at: number) =>
  history.records.put({
    connection: 'simulator',
    application: 'arn',
    kind: 'operation',
    key: String(at),
    at: millis(at),
    until: null,
    value: {},
  });
const notes = (history: History) =>
  history.records.read({
    connection: 'simulator',
    kinds: ['operation'],
    from: millis(0),
    to: millis(NOON * 2),
  }).length;

function setup() {
  const history = openHistory({ file: null, mode: 'write', log: () => undefined });
  const forgotten: string[] = [];
  /** A start of the app. */
  const start = () => worldHistory({ history, recorder: { forget: (id) => forgotten.push(id) } }, 'simulator');
  return { history, start, forgotten };
}

it('keeps the history of a world over restarts of the app, and while it goes on', () => {
  const { history, start, forgotten } = setup();
  const first = start();
  expect(first.enter(state({}))).toBe(false);
  note(history, NOON);
  expect(first.enter(state({ now: millis(NOON + 2 * HOUR) }))).toBe(false);
  expect(start().enter(state({ now: millis(NOON + 3 * HOUR) }))).toBe(false);
  expect(notes(history)).toBe(1);
  expect(forgotten).toEqual(['simulator']);
});

it.each([
  ['another scenario', { scenario: 'demo' }],
  ['another seed', { seed: 8 }],
  ['a world that was started in its place', { world: 2 }],
  ['a world of the same number, of a simulator that was started anew', { began: millis(2) }],
])('forgets it when there is %s', (_, change) => {
  const { history, start, forgotten } = setup();
  start().enter(state({}));
  note(history, NOON);
  expect(start().enter(state(change))).toBe(true);
  expect(notes(history)).toBe(0);
  expect(forgotten).toHaveLength(2);
});

it('clears what nobody knows the world of', () => {
  const { history, start } = setup();
  note(history, NOON);
  start().enter(state({}));
  expect(notes(history)).toBe(0);
});
