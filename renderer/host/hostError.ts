/** A call that the host refused, or that never reached it; the message is a sentence for the user. */
export class HostError extends Error {
  override readonly name = 'HostError';
  /** The HTTP status, where there was one. */
  readonly status: number | null;

  constructor(message: string, status: number | null = null) {
    super(message);
    this.status = status;
  }
}
