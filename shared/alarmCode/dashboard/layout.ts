import type { Members, Value } from '../texts.ts';

/** A widget without its place. */
export interface Widget {
  readonly type: 'text' | 'alarm' | 'metric';
  /** Of 24 columns. */
  readonly width: number;
  readonly height: number;
  readonly properties: Members;
}

const COLUMNS = 24;

/** Sections below each other, the widgets of each from left to right. */
export function laidOut(sections: readonly (readonly Widget[])[]): readonly Value[] {
  const placed: Value[] = [];
  let y = 0;
  for (const section of sections) {
    let x = 0;
    let row = 0;
    for (const { type, width, height, properties } of section) {
      if (x + width > COLUMNS) {
        y += row;
        x = 0;
        row = 0;
      }
      placed.push({ type, x, y, width, height, properties });
      x += width;
      row = Math.max(row, height);
    }
    y += row;
  }
  return placed;
}
