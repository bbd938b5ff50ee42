import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from '#shared/model/schema.ts';
import { scenarios } from '#shared/simulation/scenarios.ts';
import { ApplicationSummary } from '#shared/model/application.ts';
import { recordedCluster } from '../clients/recordedCluster.ts';
import { createStreamgauge } from './runStreamgauge.ts';
import type { Streamgauge } from './runStreamgauge.ts';

// A process, six hours of history and a whole fleet each time, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

let program: Streamgauge;
beforeAll(async () => {
  program = await createStreamgauge();
});
afterAll(() => program.close());
const streamgauge = (...argv: string[]) => program.run(...argv);

describe('streamgauge apps', () => {
  it('tells the simulated fleet as JSON and ends by itself: 1, because something is wrong', async () => {
    const { code, out, complaints } = await streamgauge('apps', '--json', '--seed', '3', '--speed', '1');
    expect(complaints).toBe('');
    expect(code).toBe(1);
    const { applications } = z.object({ applications: z.array(ApplicationSummary) }).parse(JSON.parse(out));
    expect(applications.length).toBeGreaterThanOrEqual(12);
    for (const { name, status, mode, health, recordsIn } of applications) {
      expect(health.level, name).not.toBe('unknown');
      if (status === 'RUNNING' && mode === 'STREAMING') expect(recordsIn.current, name).toBeGreaterThan(0);
    }
    const sick = applications.filter(({ health }) => health.level === 'critical' || health.level === 'warning');
    for (const { health } of sick) expect(health.reasons[0]).toMatch(/\d/);
  });

  it('shows one application of it as a table', async () => {
    const { code, out } = await streamgauge('apps', '--scenario', 'healthy', '--app', 'orders-enrichment');
    const [titles, row, ...rest] = out.trimEnd().split('\n');
    expect(titles).toMatch(/^APPLICATION +HEALTH +STATUS/);
    expect(row).toMatch(/^orders-enrichment +\w+ +RUNNING/);
    expect(rest).toEqual([]);
    expect([0, 1]).toContain(code);
  });

  it('tells the jobs of a Flink cluster', async () => {
    const cluster = await recordedCluster('1.20/backpressured');
    try {
      const { code, out } = await streamgauge('apps', '--url', cluster.origin, '--json');
      const { applications } = JSON.parse(out) as { applications: { jobState: string; health: { reasons: string[] } }[] };
      expect(applications.find(({ jobState }) => jobState === 'RUNNING')?.health.reasons.join()).toContain(
        'Slow lookup is the bottleneck',
      );
      expect(code).toBe(1);
    } finally {
      await cluster.close();
    }
  });

  it('says in words that a source does not answer, and exits with 2', async () => {
    const cluster = await recordedCluster('1.20/healthy');
    await cluster.close();
    const { code, out, complaints } = await streamgauge('apps', '--url', cluster.origin);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(complaints).toMatch(/^The Flink REST interface does not answer: ECONNREFUSED\. Check that the cluster runs/);
  });

  it.each([
    [[], 'A command is missing: try streamgauge apps, or streamgauge --help.'],
    [['nope'], 'nope: there is no such command; streamgauge --help lists what there is.'],
    [['apps', '--nope'], '--nope: not an argument of this command.'],
    [['apps', '--speed', '0'], '--speed: must be a number from 1 to 1000, not "0".'],
    [['apps', '--scenario', 'nope'], `--scenario: there is no nope; there are ${scenarios.map(({ id }) => id).join(', ')}.`],
    [['apps', '--seed', '4294967296'], '--seed: must be a whole number from 0 to 4294967295, not "4294967296".'],
    [['apps', '--connection', 'flink'], "--url: a connection to Flink needs the address of the cluster's REST interface."],
    [['apps', '--connection', 'aws'], '--region: a connection to AWS needs a region, such as eu-west-1.'],
    [['apps', '--url', 'http://127.0.0.1:1', '--region', 'eu-west-1'], '--url: does not go with a connection of the kind aws.'],
  ])('refuses %o in one sentence, with 2', async (argv, sentence) => {
    expect(await streamgauge(...argv)).toEqual({ code: 2, out: '', complaints: `${sentence}\n` });
  });

  it('refuses an application that is not there', async () => {
    const app = await streamgauge('apps', '--scenario', 'healthy', '--app', 'nope');
    expect(app).toEqual({ code: 2, out: '', complaints: '--app: there is no application "nope".\n' });
  });

  it('works with settings that are damaged', async () => {
    const settings = join(program.folder, 'broken.json');
    await writeFile(settings, '{ half of');
    const { code } = await streamgauge('apps', '--settings', settings, '--scenario', 'healthy', '--app', 'nope');
    expect(code).toBe(2);
  });

  it('explains itself', async () => {
    const { code, out } = await streamgauge('--help');
    expect(code).toBe(0);
    expect(out).toContain('streamgauge apps [options]');
  });
});
