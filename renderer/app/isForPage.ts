const typesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target instanceof HTMLInputElement && target.type !== 'range'));

const dialogIsOpen = (): boolean =>
  Array.from(document.querySelectorAll('[role="dialog"]')).some((dialog) => dialog.checkVisibility());

/** Whether a key may be a shortcut of the page: keys that are typed into a field, or while a dialog is open, are not. */
export const isForPage = ({ ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean =>
  !ctrlKey && !metaKey && !altKey && !typesText(target) && !dialogIsOpen();
