import { lowerOf, type State } from './state.ts';

/** "which accounts have open deals": a number that counts only some is 0 for the others, which have none of them. */
export function keepThoseThatHave(state: State): void {
  const { chunks, draft, catalogue } = state;
  const [measure, ...more] = draft.measures;
  if (measure?.kind !== 'metric' || more.length > 0 || draft.saysCount) return;
  const [group, ...groups] = draft.dimensions;
  const isNamed = group?.kind === 'entity' && group.at < measure.at && groups.length === 0 && !isGrouped(state);
  if (draft.rank || draft.sort || draft.having.length > 0 || !(draft.subject ? !group : isNamed)) return;
  const text = catalogue.metrics.get(measure.metric)?.text ?? '';
  const begins = chunks.findLastIndex(
    (chunk, at) => at < measure.at && !/^(any|some|the|our)$/.test(lowerOf(state, chunk)),
  );
  if (state.tokens[chunks[measure.at]?.start ?? -1]?.lower === 'number') return;
  const has = /(^| )(with|have|has|had|having)$/.test(lowerOf(state, chunks[begins]));
  if (!has || !/^COUNT\(/.test(text)) return;
  draft.having.push({ measure, operator: '>', values: [0], percent: false });
}

const isGrouped = ({ chunks }: State): boolean => chunks.some(c => c.kind === 'phrase' && c.phrase.kind === 'group');
