import type { State } from './state.ts';

/** "revenue for all customers except those in Peru": of them all together, as they are told from others. */
export function togetherWhereFiltered({ draft }: State): void {
  draft.dimensions = draft.dimensions.filter(
    dimension =>
      !(
        dimension.kind === 'entity' &&
        dimension.all &&
        draft.filters.some(
          ({ scope, at, operator }) => operator === 'notIn' && scope === dimension.dataset && at > dimension.at,
        )
      ),
  );
}
