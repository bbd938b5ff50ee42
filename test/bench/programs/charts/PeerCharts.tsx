import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
import type { MadeChart } from './makeCharts.ts';

/** The same lines with Recharts as it comes: nothing cut, its own crosshair in step, no animation. */
export const PeerCharts = ({ charts }: { readonly charts: readonly MadeChart[] }) =>
  charts.map(({ name, points }) => (
    <figure key={name} className="one">
      <LineChart width={440} height={156} data={points.map(([at, value]) => ({ at, value }))} syncId="all">
        <CartesianGrid vertical={false} />
        <XAxis dataKey="at" type="number" domain={['dataMin', 'dataMax']} />
        <YAxis />
        <Tooltip isAnimationActive={false} />
        <Line dataKey="value" dot={false} isAnimationActive={false} stroke="#3759ce" />
      </LineChart>
    </figure>
  ));
