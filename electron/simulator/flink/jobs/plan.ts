import type { SimulatedJob, SimulatedVertex } from '#shared/simulation/types.ts';

/** The job plan, sinks first, as `/plan` and DescribeApplication give it. */
export function planOf(job: SimulatedJob): object {
  return {
    jid: job.id,
    name: job.name,
    type: 'STREAMING',
    nodes: [...job.vertices].reverse().map((vertex) => {
      const inputs = job.edges
        .filter(({ to }) => to === vertex.id)
        .map(({ from, shipStrategy }, num) => ({
          num,
          id: from,
          ship_strategy: shipStrategy,
          exchange: 'pipelined_bounded',
        }));
      return {
        id: vertex.id,
        parallelism: vertex.parallelism,
        operator: '',
        operator_strategy: '',
        description: describe(vertex),
        ...(inputs.length === 0 ? {} : { inputs }),
        optimizer_properties: {},
      };
    }),
  };
}

/** HTML: each chained operator below the one before it. */
const describe = ({ operators }: SimulatedVertex): string =>
  operators.map(({ name }, i) => `${i === 0 ? '' : `${'   '.repeat(i - 1)}+- `}${escapeHtml(name)}<br/>`).join('');

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);
