import { useConnectionViews } from '../store/useConnectionView.ts';
import { ConnectionStatus } from './ConnectionStatus.tsx';
import { EngineStatus } from './EngineStatus.tsx';

/** How fresh what is on screen is, and what it comes from. */
export function StatusBar() {
  const watched = useConnectionViews().filter((view) => view.watched);
  return (
    <footer id="status-bar" className="status-bar" aria-label="Connections">
      <div className="status-bar-connections">
        {watched.length === 0 ? 'No connection is watched' : null}
        {watched.map((view) => (
          <ConnectionStatus key={view.connection.id} view={view} />
        ))}
      </div>
      <EngineStatus />
    </footer>
  );
}
