/** What somebody typed, as a whole number of a range; null when it is none. */
export function wholeNumber(text: string, least: number, most: number): number | null {
  const digits = text.trim();
  if (!/^\d{1,15}$/.test(digits)) return null;
  const number = Number(digits);
  return number >= least && number <= most ? number : null;
}
