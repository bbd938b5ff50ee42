import type { Fault } from '../fault.ts';
import { momentNow } from '../moments.ts';
import { whole } from '../victims.ts';

/** Somebody deploys within so many minutes. */
const WITHIN = { mild: 16, clear: 10, severe: 5 };

export const mainMethodException: Fault = {
  problem: 'main-method-exception',
  title: 'The main method throws',
  truth: 'The new release reads a runtime property that nobody has set: its main method throws before there is a job.',
  victims: whole,
  strain(_, strain) {
    strain.control.operationFails = {
      code: 'CodeError.ProgramInvocation',
      message:
        'org.apache.flink.client.program.ProgramInvocationException: The main method caused an error: Runtime property "output.path" of the group "Sink" is missing.',
    };
  },
  asks: (context) => (momentNow(context, WITHIN[context.severity]) === null ? null : 'update'),
};
