const BARS = '▁▂▃▄▅▆▇█';

/** Figures in a line of a terminal: the lowest and the highest fill it; a gap is a space. Each column shows the highest of its figures. */
export function sparkline(values: readonly (number | null)[], width: number): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return '';
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const columns = Math.min(width, values.length);
  return Array.from({ length: columns }, (_, i) => {
    const part = values.slice(Math.floor((i * values.length) / columns), Math.floor(((i + 1) * values.length) / columns));
    const figures = part.filter((value) => value !== null);
    if (figures.length === 0) return ' ';
    const share = high === low ? 0 : (Math.max(...figures) - low) / (high - low);
    return BARS.charAt(Math.round(share * (BARS.length - 1)));
  }).join('');
}
