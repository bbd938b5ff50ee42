import { app, Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import { flinkDocumentation, guide } from './documentation.ts';
import { openDocumentation } from './openDocumentation.ts';

export interface MenuOptions {
  readonly developerTools: boolean;
  readonly restartEngine: () => void;
}

/** The application menu. */
export function setMenu({ developerTools, restartEngine }: MenuOptions): void {
  const mac = process.platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    { label: '&File', submenu: [mac ? { role: 'close' } : { role: 'quit' }] },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { role: 'reload', label: 'Reload Page' },
        { label: 'Restart Engine', click: restartEngine },
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(developerTools ? [separator, { role: 'toggleDevTools' } satisfies MenuItemConstructorOptions] : []),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        { label: 'Managed Service for Apache Flink Guide', click: () => openDocumentation(guide) },
        { label: 'Apache Flink Documentation', click: () => openDocumentation(flinkDocumentation) },
        ...(mac ? [] : [separator, { role: 'about' } satisfies MenuItemConstructorOptions]),
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** What the about panel says. */
export function setAbout(): void {
  const { electron, chrome, node } = process.versions;
  app.setAboutPanelOptions({
    applicationName: 'Streamgauge',
    applicationVersion: app.getVersion(),
    version: app.getVersion(),
    copyright: 'Apache License 2.0',
    credits: `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
  });
}
