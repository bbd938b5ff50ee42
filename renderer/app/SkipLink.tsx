/** The first stop of the Tab key: past the frame. A button, because the part of an address below `#` is the page. */
export const SkipLink = () => (
  <button type="button" className="skip-link" onClick={() => document.querySelector<HTMLElement>('.page-heading')?.focus()}>
    Skip to the page
  </button>
);
