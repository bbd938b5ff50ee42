/** Where a command prints, and when it has to end. */
export interface Terminal {
  /** What was asked for. */
  readonly say: (text: string) => void;
  /** Anything else: a line of its own, beside what was asked for. */
  readonly complain: (line: string) => void;
  /** The user wants it to end. */
  readonly stopped: AbortSignal;
}

/** How a command ended: 0 all is well, 1 something is wrong, 2 it could not tell, or was used wrongly. */
export type ExitCode = 0 | 1 | 2;

/** Bad use, in one sentence that names the argument. */
export function refused({ complain }: Terminal, sentence: string): 2 {
  complain(sentence);
  return 2;
}

/** Text from elsewhere: what would steer the terminal is taken out. */
export const printable = (text: string): string => text.replace(/\p{Cc}/gu, ' ');
