import { dataSkew } from './scenarios/dataSkew.ts';
import { demo } from './scenarios/demo.ts';
import { healthy } from './scenarios/healthy.ts';
import { slowSink } from './scenarios/slowSink.ts';
import type { Scenario } from './types.ts';

/** What the simulator can play, the default first. */
export const scenarios: readonly Scenario[] = [demo, healthy, slowSink, dataSkew];

export const findScenario = (id: string): Scenario | undefined => scenarios.find((each) => each.id === id);
