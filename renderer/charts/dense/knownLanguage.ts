// uPlot formats numbers in the browser's language as soon as it is read, and some systems name one that there is none of
// (`en-US@posix`): the page would not open. What a figure looks like is decided in shared/units, so that any language will do.
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en-GB' });
}
