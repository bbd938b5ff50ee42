/** The slider goes from 1 to 1000 times real time in equal steps of the exponent, so that slow speeds have as much room as fast ones. */
export const SLIDER = { min: 0, max: 300 } as const;
const PER_DECADE = 100;

export const sliderOf = (speed: number): number => Math.round(Math.log10(speed) * PER_DECADE);

/** Two digits are as fine as anybody sets it. */
export function speedOf(slider: number): number {
  const exact = 10 ** (slider / PER_DECADE);
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(exact)) - 1);
  return Math.min(1000, Math.max(1, Math.round(exact / unit) * unit));
}

export const speedWords = (speed: number): string => `${speed}×`;
