// Closes `.ci/run`: the sums of every command's counts.
import { allCounts, line, sum } from './lib/counts.mjs';

const total = sum(allCounts());
console.log(line(total));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
