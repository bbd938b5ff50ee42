import { expect, it } from 'vitest';
import { standingMemory } from '#electron/engine/alarms/board/standingMemory.ts';
import { createRecorder } from '#electron/engine/telemetry/recorder.ts';
import { openHistory } from '#electron/history/openHistory.ts';
import type { ApplicationStatus } from '#shared/model/application.ts';
import { MINUTE, millis } from '#shared/units/units.ts';

const START = Date.UTC(2026, 9, 13, 12);
const at = (minute: number) => millis(START + minute * MINUTE);
const ref = { connection: 'prod', id: 'arn:orders' };

function setup() {
  const history = openHistory({ file: null, mode: 'write', log: () => undefined });
  const recorder = createRecorder(history);
  const memory = standingMemory(history, { connection: ref.connection, application: ref.id });
  return {
    listed: (minute: number, status: ApplicationStatus) =>
      recorder.listed(ref, at(minute), {
        name: 'orders',
        arn: ref.id,
        status,
        version: 1,
        runtime: 'FLINK-1_20',
        mode: 'STREAMING',
      }),
    of: (status: ApplicationStatus, to: number, listedAt = to) =>
      memory.of(status, at(to), at(listedAt)).map(({ from, kind }) => [Math.max(-99, (from - START) / MINUTE), kind]),
  };
}

it('follows the states that were listed', () => {
  const { listed, of } = setup();
  listed(0, 'RUNNING');
  listed(5, 'UPDATING');
  listed(8, 'RUNNING');
  expect(of('RUNNING', 9)).toEqual([
    [-99, 'runs'],
    [5, 'changes'],
    [8, 'runs'],
  ]);
});

it('does not know when an application stopped that nobody looked at: since it was seen last, its silence says nothing', () => {
  const { listed, of } = setup();
  listed(0, 'RUNNING');
  of('RUNNING', 3);
  listed(40, 'READY');
  expect(of('READY', 41)).toEqual([
    [-99, 'runs'],
    [3, 'changes'],
    [40, 'stands'],
  ]);
  listed(50, 'STARTING');
  listed(52, 'RUNNING');
  expect(of('RUNNING', 53).slice(-2)).toEqual([
    [40, 'stands'],
    [52, 'runs'],
  ]);
});
