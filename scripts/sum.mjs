// Closes `.ci/run`: what failed, so that the end of its output says so, and the sums of every command's counts.
import { allCounts, allFailures, allFlaky, line, sum } from './lib/counts.mjs';

const total = sum(allCounts());
for (const each of allFlaky()) console.log(`\nTRIED TWICE ${each}`);
for (const each of allFailures()) console.log(`\nFAILED ${each}`);
console.log(line(total));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
