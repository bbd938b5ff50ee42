/** What a group of alarms has in common, and what its columns are. Each row has the columns' names of its own for who does not see them. */
export const GroupHead = ({ title, count }: { readonly title: string; readonly count: number }) => (
  <div className="alarm-group">
    <h3>
      {title} <span>({count})</span>
    </h3>
    {['Now', 'Fires at', 'Streamgauge', 'CloudWatch'].map((label) => (
      <span key={label} className="alarm-group__column" aria-hidden="true">
        {label}
      </span>
    ))}
  </div>
);
