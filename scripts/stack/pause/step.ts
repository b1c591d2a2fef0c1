/** One change to the account, and what it is in words. It may be run again. */
export interface Step {
  readonly says: string;
  readonly run: () => Promise<unknown>;
}
