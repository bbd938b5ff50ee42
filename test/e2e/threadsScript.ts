import { readFileSync } from 'node:fs';
import { parseThread } from '#shared/analysis/threads/parseThread.ts';
import type { Topic, TopicSnapshot } from '#shared/contract/topics.ts';
import { topicKey } from '#shared/contract/topics.ts';
import type { CaptureEntry } from '#shared/model/insight/capture.ts';
import type { TaskManager, TaskManagers } from '#shared/model/insight/taskManagers.ts';
import { NO_MEMORY } from '#shared/model/insight/taskManagers.ts';
import type { JavaThread, ThreadDump } from '#shared/model/insight/threads.ts';
import { MINUTE, SECOND, bytes, millis, ratio } from '#shared/units/units.ts';
import { NOW, application, scriptOf } from './scriptedFleet.ts';
import type { Script } from './scriptedHost.ts';

const MIB = 1_048_576;
export const { ref } = application('orders');
export const address = `#/applications/${ref.connection}/${encodeURIComponent(ref.id)}`;

const memory = (used: number, most: number) => ({
  used: bytes(used * MIB),
  committed: bytes(most * MIB),
  most: bytes(most * MIB),
});
export const taskManager = (id: string, change: Partial<TaskManager> = {}): TaskManager => ({
  id,
  endpoint: id.replace(/-[0-9a-f]{6}$/, ''),
  lastHeartbeat: millis(NOW - 4 * SECOND),
  slots: 4,
  freeSlots: 1,
  cores: 2,
  physicalMemory: bytes(8192 * MIB),
  heap: memory(800, 2048),
  nonHeap: memory(60, 700),
  direct: memory(300, 300),
  mapped: { ...NO_MEMORY, used: bytes(0) },
  managed: memory(1024, 1024),
  network: memory(4, 256),
  metaspace: memory(90, 256),
  division: {
    frameworkHeap: bytes(128 * MIB),
    taskHeap: bytes(1920 * MIB),
    frameworkOffHeap: bytes(128 * MIB),
    taskOffHeap: bytes(0),
    network: bytes(256 * MIB),
    managed: bytes(1024 * MIB),
    metaspace: bytes(256 * MIB),
    overhead: bytes(192 * MIB),
    process: bytes(4096 * MIB),
  },
  networkBuffers: { available: 8000, total: 8192 },
  cpuLoad: ratio(0.3),
  threads: 97,
  collectors: [
    { name: 'All', count: 40, time: millis(900) },
    { name: 'G1_Young_Generation', count: 39, time: millis(700) },
    { name: 'G1_Old_Generation', count: 1, time: millis(200) },
  ],
  gcShare: ratio(0.02),
  subtasks: [0, 1, 3].map((index) => ({ vertex: 'v1', name: 'Slow lookup', index, status: 'RUNNING' })),
  missing: [],
  readAt: NOW,
  ...change,
});

export const cluster: TaskManagers = {
  taskManagers: [
    taskManager('10.0.0.1:6122-aaaaaa'),
    taskManager('10.0.0.2:6122-bbbbbb', { cpuLoad: ratio(0.93), heap: memory(1980, 2048), gcShare: ratio(0.31) }),
    taskManager('10.0.0.3:6122-cccccc', {
      lastHeartbeat: millis(NOW - 34 * SECOND),
      cpuLoad: null,
      missing: ['CPU, threads and managed memory are not known: The Flink REST interface denies access.'],
    }),
  ],
  jobManager: { heap: memory(200, 1536), metaspace: memory(80, 256), cpuLoad: ratio(0.03), threads: 75, gcShare: ratio(0) },
  unplaced: 0,
  lost: [
    {
      id: '10.0.0.9:6122-dddddd',
      endpoint: '10.0.0.9:6122',
      lastHeartbeat: millis(NOW - 3 * MINUTE),
      missedAt: millis(NOW - 2 * MINUTE),
    },
  ],
};

interface Answer {
  readonly threadInfos: readonly { readonly threadName: string; readonly stringifiedThreadInfo: string }[];
}
const answer = JSON.parse(
  readFileSync(new URL('../fixtures/flink-rest/1.20/cluster/taskmanager-thread-dump.json', import.meta.url), 'utf8'),
) as Answer;
const real = answer.threadInfos.map((each) => parseThread(each.threadName, each.stringifiedThreadInfo));

/** Threads of a real task manager, with three that wait for one and two that wait for each other. */
export function dump(process: string, at: number): ThreadDump {
  const holder = real.find(({ name }) => name === 'Slow lookup (1/2)#0');
  const blocked = (id: number, name: string, by: { readonly id: number; readonly name: string }, lock: string): JavaThread => ({
    id,
    name,
    state: 'BLOCKED',
    daemon: false,
    frames: ['com.acme.Cache.get(Cache.java:41)', 'com.acme.Enrich.map(Enrich.java:12)'],
    truncated: false,
    waitsFor: lock,
    heldBy: { id: by.id, name: by.name },
    holds: [],
  });
  const [a, b] = [
    { id: 901, name: 'worker-a' },
    { id: 902, name: 'worker-b' },
  ];
  return {
    process,
    at: millis(at),
    threads: [
      ...real,
      ...[1, 2, 3].map((i) =>
        blocked(910 + i, `Enrich (${i}/3)#0`, { id: holder?.id ?? 0, name: holder?.name ?? '' }, 'com.acme.Cache@1a2b'),
      ),
      blocked(a.id, a.name, b, 'com.acme.Left@1'),
      blocked(b.id, b.name, a, 'com.acme.Right@2'),
    ],
  };
}

/** A page of one application with its processes; dumps that are kept are listed from then on. */
export function script(change: Partial<TaskManagers> = {}, answers: Script['answers'] = {}): Script {
  const kept: { readonly entry: CaptureEntry; readonly dump: ThreadDump }[] = [];
  let taken = 0;
  const base = scriptOf(
    {},
    {
      'threads.dump': ({ process }: { readonly process: string }) => {
        taken += 1;
        return { ok: true, value: dump(process, NOW + taken * 5000) };
      },
      'captures.save': ({
        capture,
      }: {
        readonly capture: { readonly title: string; readonly note: string; readonly dump: ThreadDump };
      }) => {
        const { title, note, dump: saved } = capture;
        const key = `k${kept.length}`;
        const of = { of: saved.process, vertex: null, subtask: null, count: saved.threads.length };
        kept.unshift({ entry: { key, kind: 'threads', at: saved.at, title, note, origin: 'user', ...of }, dump: saved });
        return { ok: true, value: { key } };
      },
      'captures.read': ({ key }: { readonly key: string }) => {
        const found = kept.find(({ entry }) => entry.key === key);
        return {
          ok: true,
          value: { kind: 'threads', at: found?.entry.at, title: found?.entry.title, note: '', origin: 'user', dump: found?.dump },
        };
      },
      'taskManagers.log': ({ file }: { readonly file: string | null }) => ({
        ok: true,
        value: {
          files: [
            { name: 'flink-taskmanager-1.log', size: 62_277, modified: NOW },
            { name: 'flink-taskmanager-1.out', size: 0, modified: NOW },
          ],
          name: file ?? 'flink-taskmanager-1.log',
          text: Array.from(
            { length: 80 },
            (_, i) =>
              `2025-10-14 14:${String(i % 60).padStart(2, '0')}:00,000 ${i % 7 === 0 ? 'WARN ' : 'INFO '} org.apache.flink.A [] - line ${i}`,
          ).join('\n'),
          truncated: true,
        },
      }),
      past: ({ topic }: { readonly topic: Topic }) => ({
        kind: topic.kind,
        key: topicKey(topic),
        snapshot: { state: 'failed', error: { kind: 'not-found', source: 'History', message: 'Nothing is kept.', remedy: '' } },
      }),
      ...answers,
    },
  );
  const live = (value: unknown): TopicSnapshot['snapshot'] => ({ state: 'live', value, at: NOW }) as TopicSnapshot['snapshot'];
  return {
    ...base,
    says: (topic) => {
      if (topic.kind === 'taskManagers') return live({ ...cluster, ...change });
      if (topic.kind === 'captures') return live(kept.map(({ entry }) => entry));
      return base.says(topic);
    },
  };
}
