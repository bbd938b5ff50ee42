import flamegraph from 'd3-flame-graph';
import type { FlameChart } from 'd3-flame-graph';
import { select } from 'd3-selection';
import type { FrameTree } from '#shared/model/insight/flame.ts';
import type { Drawer } from './drawer.ts';

/** What it marks matches with unless told otherwise. */
const MARK = '#E600E6';
const chart: FlameChart<FrameTree> = flamegraph<FrameTree>();

/** d3-flame-graph as its own documentation has it: all defaults but the width of the page. */
export const peerFlame: Drawer = {
  draw: (element, tree) => chart.width(1400)(select(element).datum(tree)),
  search: (text) => chart.search(text),
  marked: (element) => element.querySelector(`rect[fill="${MARK}"]`) !== null,
};
