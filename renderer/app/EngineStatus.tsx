import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useSelect } from '../store/SessionContext.ts';

/** Whether anything new can arrive at all. */
export function EngineStatus() {
  const state = useSelect(({ link }) => link.state);
  switch (state) {
    case 'connecting':
      return <StatusIndicator type="in-progress">Engine: connecting</StatusIndicator>;
    case 'up':
      return <StatusIndicator type="success">Engine: runs</StatusIndicator>;
    case 'restarting':
      return <StatusIndicator type="in-progress">Engine: reconnecting</StatusIndicator>;
    case 'gone':
      return <StatusIndicator type="error">Engine: lost</StatusIndicator>;
  }
}
