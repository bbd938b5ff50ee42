import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepWindowState, placeWindow, readWindowState } from '#electron/shell/windowState.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const right = { x: 1440, y: 0, width: 2560, height: 1440 };
const kept = { x: 1600, y: 100, width: 1800, height: 1200, maximised: false };

describe('where a window opens', () => {
  it('is where it was', () => {
    expect(placeWindow(kept, [laptop, right])).toEqual({ x: 1600, y: 100, width: 1800, height: 1200 });
  });

  it('is the middle of the primary screen the first time, and when its screen is gone', () => {
    expect(placeWindow(null, [laptop])).toEqual({ width: 1440, height: 875 });
    expect(placeWindow(kept, [laptop])).toEqual({ width: 1440, height: 875 });
  });

  it.each([
    ['too little of it to see', { ...kept, x: 1380, width: 900, height: 700 }, { width: 900, height: 700 }],
    [
      'a title bar above the work area',
      { ...kept, x: 100, y: -10, width: 900, height: 700 },
      { x: 100, y: 25, width: 900, height: 700 },
    ],
    ['larger than the screen', { ...kept, x: 100, y: 30 }, { x: 100, y: 30, width: 1440, height: 875 }],
    ['smaller than the pages need', { ...kept, x: 100, y: 30, width: 10, height: 10 }, { width: 900, height: 600 }],
  ])('allows for %s', (_title, state, place) => {
    expect(placeWindow(state, [laptop])).toEqual(place);
  });

  it('does not fail without any screen', () => {
    expect(placeWindow(kept, [])).toEqual({ width: 1440, height: 900 });
  });
});

describe('the file of the window’s place', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'streamgauge-window-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('gives back what was kept, and leaves nothing else behind', () => {
    const file = join(folder, 'new', 'window.json');
    keepWindowState(file, kept);
    expect(readWindowState(file)).toEqual(kept);
    expect(readdirSync(join(folder, 'new'))).toEqual(['window.json']);
  });

  it.each(['', '{', '[]', '{"x":1}', '{"x":0,"y":0,"width":1e999,"height":-5,"maximised":false}'])(
    'takes %o for nothing',
    (text) => {
      const file = join(folder, 'window.json');
      writeFileSync(file, text);
      expect(readWindowState(file)).toBeNull();
    },
  );

  it('is nothing worth failing for', () => {
    writeFileSync(join(folder, 'file'), '');
    keepWindowState(join(folder, 'file', 'window.json'), kept);
    expect(readWindowState(join(folder, 'file', 'window.json'))).toBeNull();
  });
});
