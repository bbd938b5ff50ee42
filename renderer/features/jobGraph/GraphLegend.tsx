/** What colours and figures mean, in one line. */
export function GraphLegend() {
  return (
    <ul className="graph-legend" aria-label="Legend">
      <li className="key key--busy">busy</li>
      <li className="key key--backpressured">backpressured</li>
      <li className="key key--idle">idle</li>
      <li className="key key--unknown">no data</li>
      <li className="key key--ok">left edge: neither busy nor backpressured</li>
      <li>Bar: mean of the subtasks. Figures: the worst subtask. Strip: one cell a subtask, the fuller the worse.</li>
    </ul>
  );
}
