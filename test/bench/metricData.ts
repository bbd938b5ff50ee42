import { existsSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { z } from '#shared/model/schema.ts';
import { startProgram } from '../peers/support/program.ts';
import { pythonCommand, startPython } from '../peers/support/python.ts';
import type { Metric } from './cloudWatchCalls.ts';
import { askMetricData, listMetrics, putMetrics, readMetricData } from './cloudWatchCalls.ts';
import type { Benchmark, Spread } from './result.ts';
import { quantile, spreadOf } from './result.ts';
import { programFile } from './runProgram.ts';
import process from 'node:process';

const QUERIES = 500;
const RUNS = 5;
const REQUESTS = 100;
/** The peer takes most of a minute for one. */
const PEER_REQUESTS = 1;
const GOAL = 50;

const Addresses = z.object({ aws: z.string(), control: z.string() });

/** How long the largest question of the service takes: 500 queries, an hour of minutes each. */
export const metricData: Benchmark = {
  name: 'metricData',
  title: 'GetMetricData with 500 queries',
  async run(log) {
    const server = startProgram({ command: process.execPath, args: [programFile('server.ts')] });
    try {
      const { aws, control } = Addresses.parse(JSON.parse(await server.firstLine));
      const { now } = z.object({ now: z.number() }).parse(await (await fetch(`${control}/state`)).json());
      const end = Math.floor(now / 60_000) * 60;
      const metrics = (await listMetrics(aws, QUERIES)).slice(0, QUERIES);
      const series = readMetricData(await askMetricData(aws, metrics, end));
      const points = series.reduce((total, { Values }) => total + Values.length, 0);
      await latencies(aws, metrics, end, 20);
      const ours: number[] = [];
      for (let run = 0; run < RUNS; run++) ours.push(quantile(await latencies(aws, metrics, end, REQUESTS), 0.99));
      log(`metricData: p99 ${spreadOf(ours).median} ms`);

      const peer = await measurePeer(metrics, end, (endpoint) => putMetrics(endpoint, metrics, series));
      const spread = spreadOf(ours);
      return {
        results: [
          {
            name: `GetMetricData with ${metrics.length} queries: p99`,
            unit: 'ms',
            ours: spread,
            peer,
            ratio: peer === null ? null : Number((spread.median / peer.median).toPrecision(2)),
            goal: `at most ${GOAL} ms`,
            met: spread.median <= GOAL,
          },
        ],
        notes: [
          `${points} points in each answer, over HTTP on loopback, one request after the other; ${RUNS} runs of ${REQUESTS} requests, the 99th percentile of each.`,
          peer === null
            ? 'Peer: moto’s server, absent here (`npm run test:peers` sets it up).'
            : 'Peer: moto’s server with the same points; one request, because that takes it so long.',
        ],
      };
    } finally {
      await server.stop();
    }
  },
};

/** In ascending order. */
async function latencies(endpoint: string, metrics: readonly Metric[], end: number, requests: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < requests; i++) {
    const began = performance.now();
    await askMetricData(endpoint, metrics, end);
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b);
}

/** Null when the peer is not installed. */
async function measurePeer(
  metrics: readonly Metric[],
  end: number,
  fill: (endpoint: string) => Promise<void>,
): Promise<(Spread & { readonly name: string; readonly version: string }) | null> {
  if (!existsSync(pythonCommand)) return null;
  const version = execFileSync(pythonCommand, ['-c', 'import moto; print(moto.__version__)'], { encoding: 'utf8' }).trim();
  const moto = startPython('moto_server.py');
  try {
    const endpoint = await moto.firstLine;
    await fill(endpoint);
    return { name: 'moto server', version, ...spreadOf(await latencies(endpoint, metrics, end, PEER_REQUESTS)) };
  } finally {
    await moto.stop();
  }
}
