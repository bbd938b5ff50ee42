import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markdownTable, writeBetween } from '#test/support/documentTable.ts';
import type { Disturbance } from './faults.ts';
import { disturbances } from './faults.ts';
import type { Observation } from './observe.ts';
import { observe, openScene } from './observe.ts';
import type { Place } from './places.ts';
import { places } from './places.ts';

// A timeout of the real clients takes its time, three times over; the sources are looked at side by side.
const PATIENCE = 900_000;

const seen = new Map<string, Observation>();
const missed = new Map<string, unknown>();
const keyOf = (service: string, kind: string) => `${service} ${kind}`;
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', note);
  await Promise.all(
    places.flatMap((place) =>
      Array.from({ length: place.scenes }, async (_, scene) =>
        lookAt(
          place,
          disturbances.filter((_each, i) => i % place.scenes === scene),
        ),
      ),
    ),
  );
}, PATIENCE);
afterAll(() => void process.off('unhandledRejection', note));

/** One world, one disturbance after the other. What cannot be seen is told by the test of its cell. */
async function lookAt(place: Place, some: readonly Disturbance[]): Promise<void> {
  const scene = await openScene(place);
  try {
    for (const disturbance of some) {
      const key = keyOf(place.service, disturbance.kind);
      await observe(scene, place, disturbance).then(
        (found) => seen.set(key, found),
        (thrown: unknown) => missed.set(key, thrown),
      );
    }
  } finally {
    await scene.close();
  }
}

describe.each(places)('$source', (place) => {
  it.each(disturbances)('$title: named where the data is shown, old data kept with its age, back by itself', (disturbance) => {
    const found = seen.get(keyOf(place.service, disturbance.kind));
    if (found === undefined) throw missed.get(keyOf(place.service, disturbance.kind));
    const { error, kept, ofThen, collector } = found;
    expect({ kept, ofThen }).toEqual({ kept: true, ofThen: true });
    if (error === null) {
      expect(disturbance.shown.length === 0 || disturbance.orNothing === true).toBe(true);
      return;
    }
    expect(error.source).toBe(place.source);
    expect(disturbance.shown).toContain(error.kind);
    expect(error.remedy).not.toBe('');
    expect(collector).not.toBeNull();
  });
});

it('nothing of it was left unhandled', () => {
  expect(unhandled).toEqual([]);
});

it('the documentation says what was seen', () => {
  const cell = (service: string, kind: string): string => {
    const error = seen.get(keyOf(service, kind))?.error;
    return error == null ? 'nothing lost' : `${error.kind}; old data, its age`;
  };
  const table = markdownTable([
    ['disturbance', ...places.map(({ source, shows }) => `${source}: ${shows}`)],
    ...disturbances.map(({ kind, title }) => [title, ...places.map(({ service }) => cell(service, kind))]),
  ]);
  const isStale = writeBetween(
    'reliability.md',
    '<!-- fault matrix: written by npm test -->',
    '<!-- end of fault matrix -->',
    table,
  );
  expect(isStale, 'The table in docs/reliability.md was stale. It has been written anew: look at it, and commit it.').toBe(false);
});
