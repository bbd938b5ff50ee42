import { describe, expect, it } from 'vitest';
import { askApps, exitCode } from '#electron/cli/apps.ts';
import { fleetTable } from '#electron/cli/fleetTable.ts';
import type { Engine } from '#electron/engine/createEngine.ts';
import type { EventPayload } from '#shared/contract/contract.ts';
import { applicationSummary } from '#test/support/applicationSummary.ts';
import type { ApplicationSummary, Health } from '#shared/model/application.ts';
import type { Snapshot } from '#shared/model/snapshot.ts';
import type { SourceError } from '#shared/model/sourceError.ts';
import { MINUTE, SECOND, millis } from '#shared/units/units.ts';
import { fakeClock } from '../engine/fakeClock.ts';

type Fleet = Snapshot<ApplicationSummary[]>;

const unknown: Health = { level: 'unknown', reasons: ['No recent figures say how it fares.'] };
const young = applicationSummary('orders', {
  health: unknown,
  recordsIn: { current: null, points: [] },
  recordsOut: { current: null, points: [] },
});

/** An engine whose fleet is what the test says. */
function setup(first: Fleet, question: { readonly app?: string; readonly minutes?: number } = {}) {
  const clock = fakeClock();
  let send = (_name: 'snapshots', payload: EventPayload<'snapshots'>): void => void payload;
  let at: Fleet = first;
  let sequence = 0;
  const entry = () => ({ kind: 'fleet' as const, key: 'fleet|simulator', snapshot: at });
  const engine = {
    handlers: { watch: () => ({ sequence, snapshots: [entry()] }) } as unknown as Engine['handlers'],
    attach: (_viewer: string, tell: typeof send) => {
      send = tell;
      return () => undefined;
    },
  } as Pick<Engine, 'handlers' | 'attach'>;
  const answer = askApps(engine, {
    connections: ['simulator'],
    app: question.app,
    minutes: question.minutes ?? 0,
    patience: millis(20 * SECOND),
    clock,
  });
  return {
    clock,
    answer,
    tell: (next: Fleet) => {
      at = next;
      sequence += 1;
      send('snapshots', { sequence, snapshots: [entry()] });
    },
  };
}
const live = (value: ApplicationSummary[], at = 1_000_000): Fleet => ({ state: 'live', value, at: millis(at) });
const lost: SourceError = { kind: 'unreachable', source: 'CloudWatch', message: 'No answer.', remedy: 'Check the network.' };

describe('streamgauge apps', () => {
  it('answers as soon as every running application has its figures', async () => {
    const { answer, tell, clock } = setup({ state: 'waiting' });
    await clock.advance(SECOND);
    tell(live([young]));
    await clock.advance(SECOND);
    tell(live([applicationSummary('orders')]));
    const result = await answer;
    expect(result).toMatchObject({ ok: true, value: { applications: [{ name: 'orders' }], unclear: [] } });
    expect(result.ok && exitCode(result.value)).toBe(0);
  });

  it('does not wait for one that is not running', async () => {
    const stopped = applicationSummary('old', {
      status: 'READY',
      jobState: null,
      health: { level: 'inactive', reasons: ['Not started.'] },
    });
    const result = await setup(live([applicationSummary('orders'), stopped])).answer;
    expect(result.ok && exitCode(result.value)).toBe(0);
  });

  it('waits a little, not for ever, for what Flink says beside CloudWatch', async () => {
    const { answer, clock } = setup(live([applicationSummary('orders', { jobState: null })]));
    await clock.advance(5 * SECOND);
    expect(await answer).toMatchObject({ ok: true, value: { unclear: [] } });
  });

  it('says what it could not find out, and exits with 2', async () => {
    const { answer, clock } = setup(live([young]));
    await clock.advance(25 * SECOND);
    const result = await answer;
    expect(result).toMatchObject({ ok: true, value: { unclear: ['orders: its health could not be found out.'] } });
    expect(result.ok && exitCode(result.value)).toBe(2);
  });

  it('exits with 1 when something is wrong, whatever else is unclear', async () => {
    const sick = applicationSummary('sick', { health: { level: 'critical', reasons: ['The job failed.'] } });
    const { answer, clock } = setup(live([young, sick]));
    await clock.advance(25 * SECOND);
    const result = await answer;
    expect(result.ok && exitCode(result.value)).toBe(1);
  });

  it('tells the error and the remedy of a source that fails', async () => {
    const result = await setup({ state: 'failed', error: lost }).answer;
    expect(result).toMatchObject({ ok: true, value: { applications: [], unclear: ['No answer. Check the network.'] } });
    expect(result.ok && exitCode(result.value)).toBe(2);
  });

  it('watches for as long as asked, in the connection’s time', async () => {
    const { answer, tell, clock } = setup(live([applicationSummary('orders')]), { minutes: 10 });
    await clock.advance(MINUTE);
    tell(live([applicationSummary('orders', { restarts: 7 })], 1_000_000 + 10 * MINUTE));
    expect(await answer).toMatchObject({ ok: true, value: { applications: [{ restarts: 7 }] } });
  });

  it('refuses an application that is not there', async () => {
    expect(await setup(live([applicationSummary('orders')]), { app: 'nope' }).answer).toEqual({
      ok: false,
      error: '--app: there is no application "nope".',
    });
  });
});

describe('fleetTable', () => {
  it('says what a lag counts', () => {
    const lag = (kind: 'time' | 'records', behind: number) =>
      fleetTable([applicationSummary('orders', { lag: { kind, behind } as ApplicationSummary['lag'] })], millis(0));
    expect(lag('time', 694)).toContain(' 694 ms ');
    expect(lag('records', 229_000)).toContain(' 229k records ');
  });

  it('lines figures up, and takes out of names what would steer a terminal', () => {
    const table = fleetTable(
      [
        applicationSummary('orders'),
        applicationSummary('a\u001b[31mb', { health: { level: 'warning', reasons: ['CPU at 93 % over 5 min.'] } }),
      ],
      millis(0),
    );
    const [titles, first, second] = table.split('\n');
    expect(titles).toMatch(/^APPLICATION {2}HEALTH/);
    expect(first).toContain('1.2k /s');
    expect(second).toContain('CPU at 93 % over 5 min.');
    expect(table).not.toContain('\u001b');
  });
});
