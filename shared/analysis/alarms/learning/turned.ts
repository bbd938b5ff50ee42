/** One figure, turned so that more is worse: of an alarm that fires below, its negative. */
export interface Turned {
  readonly at: number;
  readonly worse: number;
}
