import type { FrameTree } from '#shared/model/insight/flame.ts';

/** One way to draw flame graphs. */
export interface Drawer {
  draw(root: HTMLElement, tree: FrameTree): void;
  search(text: string): void;
  /** Whether what was searched for is marked. */
  marked(root: HTMLElement): boolean;
}
