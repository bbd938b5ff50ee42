/** So many colours can be told apart; lines beyond them are dashed. */
export const LINE_COLOURS = 6;
export const lineColour = (line: number): string => `var(--chart-line-${(line % LINE_COLOURS) + 1})`;
