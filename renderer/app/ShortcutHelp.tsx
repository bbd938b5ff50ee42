import HelpPanel from '@cloudscape-design/components/help-panel';
import { shortcuts } from './useShortcuts.ts';

/** What the keyboard can do. */
export const ShortcutHelp = () => (
  <HelpPanel header={<h2>Keyboard shortcuts</h2>}>
    <dl className="shortcuts">
      {shortcuts.map(({ keys, does }) => (
        <div key={does}>
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
    <p>
      Keys that are written beside each other are pressed one after the other. In tables, the arrow keys move from cell to cell.
    </p>
  </HelpPanel>
);
