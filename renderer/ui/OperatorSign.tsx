import Badge from '@cloudscape-design/components/badge';
import type { Connection } from '#shared/model/connection.ts';
import { mayWrite } from '#shared/model/connection.ts';

/** Says that Streamgauge may write to the account of a connection; nothing where it only reads. */
export const OperatorSign = ({ connection }: { readonly connection: Connection }) =>
  mayWrite(connection) ? (
    <span title={`Streamgauge may write to the account of ${connection.name}`}>
      <Badge color="severity-medium">Operator mode</Badge>
    </span>
  ) : null;
