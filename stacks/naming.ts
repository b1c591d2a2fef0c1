import type { Settings } from './settings/schema.ts';

/** Names of components say the project and the environment: both stand beside each other in one account. */
export type Named = (part: string) => string;
export const namedIn =
  ({ environment }: Settings): Named =>
  part =>
    `sophia-${environment}-${part}`;
