/** A role that someone has assumed. */
export interface AssumedRole {
  readonly roleName: string;
  readonly sessionName: string;
}

/** Who holds which temporary keys. */
export interface StsState {
  readonly assumed: Map<string, AssumedRole>;
}

export const createStsState = (): StsState => ({ assumed: new Map() });
