import { describe, expect, it } from 'vitest';
import type { FlinkRest } from '#electron/clients/flink/flinkRest.ts';
import { managedJob } from '#electron/engine/aws/managedJob.ts';
import type { JobPlace } from '#electron/engine/insight/jobAccess.ts';
import { askJob } from '#electron/engine/insight/jobAccess.ts';
import type { Result, SourceErrorKind } from '#shared/model/sourceError.ts';
import { failed, ok } from '#shared/model/sourceError.ts';

const error = (kind: SourceErrorKind) => failed({ kind, source: 'Flink REST', message: 'm', remedy: 'r' });

/** A session in which one job is listed, and what is asked of it fails; counts how often the session is given up. */
function setup(kind: SourceErrorKind, listed: readonly string[] = ['job']) {
  const given = new AbortController();
  const jobs = async () => ok(listed.map((id) => ({ id, name: id, state: 'RUNNING', started: 0, ended: null })));
  const place = { rest: { jobs } as unknown as FlinkRest, job: 'job', version: '1.20' } satisfies JobPlace;
  let [dropped, asked] = [0, 0];
  const access = { open: async () => ok(place), drop: () => void (dropped += 1) };
  const ask = async (): Promise<Result<null>> => {
    asked += 1;
    return error(kind);
  };
  return {
    place,
    access,
    stop: () => given.abort(),
    ask: () => askJob(access, 'orders', given.signal, ask),
    signal: given.signal,
    counts: () => ({ dropped, asked }),
  };
}

describe('the session that is asked', () => {
  it.each(['access-denied', 'unreachable', 'bad-response'] as const)('is opened anew when it has ended: %s', async (kind) => {
    const { ask, counts } = setup(kind);
    expect(await ask()).toEqual(error(kind));
    expect(counts()).toEqual({ dropped: 1, asked: 2 });
  });

  it('stays for the others when who asked has gone', async () => {
    const { ask, stop, counts } = setup('unreachable');
    stop();
    await ask();
    expect(counts()).toEqual({ dropped: 0, asked: 1 });
  });

  it('stays for the others when the poll of the job was stopped', async () => {
    const { access, stop, signal, counts } = setup('unreachable');
    stop();
    const rest = { jobs: async () => error('unreachable') } as unknown as FlinkRest;
    const open = async () => ok({ rest, version: '1.20', memory: new Map() });
    await managedJob({ ...access, open }, 'orders', { withExceptions: () => false, sight: new Set() }, signal);
    expect(counts().dropped).toBe(0);
  });

  it('stays when a part of the job is not there, and is opened anew when the job itself is not', async () => {
    const old = setup('not-found');
    expect(await old.ask()).toEqual(error('not-found'));
    expect(old.counts()).toEqual({ dropped: 0, asked: 1 });
    const gone = setup('not-found', ['another']);
    await gone.ask();
    expect(gone.counts()).toEqual({ dropped: 1, asked: 2 });
  });
});
