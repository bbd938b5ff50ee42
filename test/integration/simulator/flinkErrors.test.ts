import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPlace, get, startFlinkPlaces } from './flinkPlaces.ts';
import type { FlinkPlaces, Place } from './flinkPlaces.ts';
import { recorded } from './recorded.ts';

let places: FlinkPlaces;
beforeAll(async () => {
  places = await startFlinkPlaces();
});
afterAll(() => places.close());

describe('what is wrong with a request', () => {
  let place: Place;
  beforeAll(async () => {
    place = await findPlace(places.old);
  });

  const firstLines = (body: unknown) => (body as { errors: string[] }).errors.map((error) => error.split('\n')[0]);
  const NO_ID = '0'.repeat(32);

  it.each([
    [404, 'error-unknown-job', `jobs/${NO_ID}`],
    [400, 'error-malformed-job-id', 'jobs/nope'],
    [404, 'error-unknown-path', 'no/such/path'],
    [500, 'error-unknown-taskmanager', 'taskmanagers/nobody'],
  ])('is told as Flink tells it: %i %s', async (status, fixture, path) => {
    const answer = await get(place.base, path);
    expect(answer.status).toBe(status);
    expect(firstLines(answer.body)).toEqual(firstLines(recorded('1.20', fixture)));
  });

  it('a checkpoint that is too old', async () => {
    const answer = await get(place.base, `jobs/${place.job.jid}/checkpoints/details/1`);
    expect(answer.status).toBe(404);
    expect(firstLines(answer.body)).toEqual(firstLines(recorded('1.20', 'error-old-checkpoint-id')));
  });

  it('an address that is too long', async () => {
    const answer = await get(place.base, `jobs/${place.job.jid}/metrics?get=${'x'.repeat(4083)}`);
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual({ errors: ['Unable to load requested file /bad-request.'] });
  });

  it('but nothing was measured of what there is not', async () => {
    expect((await get(place.base, `jobs/${NO_ID}/metrics`)).body).toEqual([]);
    expect((await get(place.base, `jobs/${place.job.jid}/vertices/${NO_ID}/backpressure`)).body).toEqual({
      status: 'deprecated',
    });
    expect((await get(place.base, `jobs/${place.job.jid}/vertices/${NO_ID}`)).status).toBe(404);
  });

  it('an application that is not there, or has no cluster', async () => {
    const root = places.root;
    expect((await fetch(`${root}/flink/nobody/overview`)).status).toBe(404);
    expect((await fetch(`${root}/flink/%zz/overview`)).status).toBe(404);
  });
});
