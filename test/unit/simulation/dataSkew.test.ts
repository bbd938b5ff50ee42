import { describe, expect, it } from 'vitest';
import { jobOf, lonely, rateInto, vertexOf, worst } from '#test/support/worlds.ts';

const VICTIM = 'Session per visitor';

function skewed() {
  const clicks = lonely('clickstream-sessions');
  clicks.break('data-skew');
  clicks.pass(10);
  return clicks;
}

describe('one key with more records than a subtask can take', () => {
  it('keeps one subtask busy while its siblings idle', () => {
    const { subtasks } = vertexOf(skewed().application, VICTIM);
    const [hottest, ...others] = [...subtasks].sort((a, b) => b.busy - a.busy);
    expect(hottest?.busy).toBeGreaterThan(980);
    for (const { idle } of others) expect(idle).toBeGreaterThan(700);
    const records = subtasks.map(({ recordsInPerSecond }) => recordsInPerSecond).sort((a, b) => a - b);
    expect(Math.max(...records)).toBeGreaterThan(2 * (records[Math.floor(records.length / 2)] ?? Infinity));
  });

  it('holds the sources back, leaves those after it idle, and lets the lag grow', () => {
    const clicks = skewed();
    expect(worst(vertexOf(clicks.application, 'Source: clicks'), 'backpressured')).toBeGreaterThan(500);
    expect(worst(vertexOf(clicks.application, 'sessions: Writer'), 'busy')).toBeLessThan(300);
    const behind = clicks.minute('millisBehindLatest', { Flow: 'Input', Id: 'clickstream' })?.maximum ?? 0;
    clicks.pass(2);
    expect(clicks.minute('millisBehindLatest', { Flow: 'Input', Id: 'clickstream' })?.maximum).toBeGreaterThan(behind + 20_000);
  });

  it('makes checkpoints align longer at its vertex', () => {
    const alignmentAt = (clicks: ReturnType<typeof lonely>) => {
      const done = jobOf(clicks.application).checkpoints.history.find(({ status }) => status === 'COMPLETED');
      const all = done?.subtasks[vertexOf(clicks.application, VICTIM).id] ?? [];
      return Math.max(...all.map((each) => each?.alignment ?? 0));
    };
    expect(alignmentAt(skewed())).toBeGreaterThan(20 * alignmentAt(lonely('clickstream-sessions')));
  });

  it('shows in the records of each thread that CloudWatch has', () => {
    const clicks = skewed();
    const task = { Task: 'Session_per_visitor_->_Summary' };
    const rates = Array.from(
      { length: 8 },
      (_, i) => clicks.minute('numRecordsInPerSecond', { ...task, Parallelism: String(i) })?.maximum ?? 0,
    );
    expect(Math.max(...rates)).toBeGreaterThan(5 * Math.min(...rates));
  });

  it('passes: the backlog is read and the work is even again', () => {
    const clicks = skewed();
    clicks.repair('data-skew');
    clicks.pass(15);
    const { subtasks } = vertexOf(clicks.application, VICTIM);
    expect(Math.max(...subtasks.map(({ busy }) => busy))).toBeLessThan(1.3 * Math.min(...subtasks.map(({ busy }) => busy)));
    expect(clicks.minute('millisBehindLatest', { Flow: 'Input', Id: 'clickstream' })?.maximum).toBeLessThan(1_000);
  });

  it('is a hot partition where nothing is keyed', () => {
    const lookup = lonely('address-lookup');
    const healthy = rateInto(vertexOf(lookup.application, 'async wait operator'));
    lookup.break('data-skew');
    lookup.pass(5);
    const { subtasks } = vertexOf(lookup.application, 'async wait operator');
    expect(subtasks.filter(({ busy }) => busy > 980)).toHaveLength(1);
    expect(rateInto(vertexOf(lookup.application, 'async wait operator'))).toBeLessThan(0.9 * healthy);
  });
});
