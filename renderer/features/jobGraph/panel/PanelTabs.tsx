import type { KeyboardEvent, ReactNode } from 'react';
import { useId, useRef } from 'react';

export interface PanelTab {
  readonly id: string;
  readonly label: string;
  /** On the page while the tab is shown alone, so that nothing is read for a tab that is not. */
  readonly content: ReactNode;
}

interface PanelTabsProps {
  readonly label: string;
  readonly tabs: readonly PanelTab[];
  readonly selected: string;
  readonly onSelect: (tab: string) => void;
}

/** Tabs that are small enough to stand side by side in a panel; arrow keys, Home and End go from one to another. */
export function PanelTabs({ label, tabs, selected, onSelect }: PanelTabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const place = Math.max(
    0,
    tabs.findIndex((tab) => tab.id === selected),
  );
  const press = (event: KeyboardEvent): void => {
    const to = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: tabs.length - 1 }[event.key];
    const tab = to === undefined ? undefined : tabs.at(to % tabs.length);
    if (tab === undefined) return;
    event.preventDefault();
    onSelect(tab.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${tab.id}"]`)?.focus();
  };
  return (
    <>
      <div ref={list} className="panel-tabs" role="tablist" aria-label={label} onKeyDown={press}>
        {tabs.map((tab, i) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            data-tab={tab.id}
            aria-selected={i === place}
            aria-controls={`${id}-panel`}
            tabIndex={i === place ? 0 : -1}
            onClick={() => onSelect(tab.id)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${tabs[place]?.id ?? ''}`}
        tabIndex={0}
        className="panel-tabs__content"
      >
        {tabs[place]?.content}
      </div>
    </>
  );
}
