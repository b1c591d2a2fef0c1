import type { Draft } from '../draft.ts';

/** "and suppliers per region": a number with its groups stands for itself. */
export const asksAnew = (draft: Draft): boolean =>
  draft.followUp.has('and') && !draft.followUp.has('add') && draft.measures.length > 0 && draft.dimensions.length > 0;
