import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import type { ConnectionView } from '#shared/model/connection.ts';
import type { ConnectionActions } from './connectionColumns.tsx';
import { connectionColumns } from './connectionColumns.tsx';

interface ConnectionTableProps extends ConnectionActions {
  readonly views: readonly ConnectionView[];
  readonly onAdd: () => void;
}

/** Every connection: what it leads to, how it fares, whether it is watched. */
export const ConnectionTable = ({ views, onAdd, ...actions }: ConnectionTableProps) => (
  <Table
    items={views}
    trackBy={({ connection }) => connection.id}
    variant="container"
    wrapLines
    ariaLabels={{ tableLabel: 'Connections' }}
    columnDefinitions={connectionColumns(actions)}
    empty="There is no connection: add one."
    header={
      <Header
        variant="h2"
        description="What Streamgauge watches. It only reads where operator mode is off; credentials come from the AWS SDK’s own chain and are never stored."
        actions={
          <Button iconName="add-plus" onClick={onAdd}>
            Add a connection
          </Button>
        }
      >
        Connections
      </Header>
    }
  />
);
