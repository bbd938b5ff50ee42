import { useLocation } from 'wouter';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import type { ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import { NoticesButton } from '../features/notices/NoticesButton.tsx';
import { useLook } from '../store/useLook.ts';
import { densityWords, themeWords } from '../ui/lookWords.ts';
import { TimeButton } from './time/TimeButton.tsx';
import icon from '../theme/icon.svg';
import { FLEET, SETTINGS, hrefOf } from '../ui/paths.ts';

interface TopBarProps {
  readonly onHelp: () => void;
  readonly timeOpen: boolean;
  readonly onTime: () => void;
  readonly noticesOpen: boolean;
  readonly onNotices: (open: boolean) => void;
}

/** The product's name, which time is shown, how it looks, help. */
export function TopBar({ onHelp, timeOpen, onTime, noticesOpen, onNotices }: TopBarProps) {
  const [, navigate] = useLocation();
  const [look, change] = useLook();
  return (
    <header className="top-bar">
      <a className="top-bar-name" href={hrefOf(FLEET)}>
        <img src={icon} alt="" />
        Streamgauge
      </a>
      <div className="top-bar-actions">
        <TimeButton open={timeOpen} onToggle={onTime} />
        <NoticesButton open={noticesOpen} onToggle={onNotices} />
        <ButtonDropdown
          variant="icon"
          iconName="light-dark"
          ariaLabel="Appearance"
          items={[menu('Theme', 'theme', themeWords, look.theme), menu('Density', 'density', densityWords, look.density)]}
          onItemClick={({ detail: { id } }) => {
            const [theme, density] = [choice(themeWords, 'theme', id), choice(densityWords, 'density', id)];
            if (theme !== undefined) change({ theme });
            if (density !== undefined) change({ density });
          }}
        />
        <Button variant="icon" iconName="keyboard" ariaLabel="Keyboard shortcuts" onClick={onHelp} />
        <Button
          variant="icon"
          iconName="settings"
          ariaLabel="Settings"
          href={hrefOf(SETTINGS)}
          onFollow={(event) => {
            event.preventDefault();
            navigate(SETTINGS);
          }}
        />
      </div>
    </header>
  );
}

const menu = (
  text: string,
  kind: string,
  words: Readonly<Record<string, string>>,
  chosen: string,
): ButtonDropdownProps.ItemGroup => ({
  id: kind,
  text,
  items: Object.entries(words).map(([key, word]) => ({
    itemType: 'checkbox',
    id: `${kind}:${key}`,
    text: word,
    checked: key === chosen,
  })),
});

const choice = <K extends string>(words: Readonly<Record<K, string>>, kind: string, id: string): K | undefined =>
  (Object.keys(words) as K[]).find((key) => id === `${kind}:${key}`);
