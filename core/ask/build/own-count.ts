import type { Dimension } from '../../plan/schema.ts';
import { Refusal } from '../refusal.ts';
import { type BuildContext, wordsOf } from './context.ts';
import type { Built } from './measures.ts';

/** "who borrows most", by the number of borrowers: each of them is one, so nothing would be ranked. */
export function refuseOwnCount(
  { draft, catalogue }: BuildContext,
  dimensions: readonly Dimension[],
  built: readonly Built[],
): void {
  if (!draft.rank) return;
  const keys = new Set(dimensions.map(({ field }) => field).filter(id => catalogue.fields.get(id)?.isKey));
  for (const { metric } of built) {
    const info = metric === undefined ? undefined : catalogue.metrics.get(metric);
    const of = info && (info.counts ?? thingsOfKey(catalogue, info));
    const key = of === undefined ? undefined : catalogue.keyField(of);
    if (of !== undefined && key && keys.has(key.id))
      throw new Refusal(
        `It is the number of ${wordsOf(of)} themselves, and each of them is one: by which number should they be ranked?`,
        draft.problems,
      );
  }
}

/** The things whose key rows hold, where that is what is counted, each once. */
function thingsOfKey({ fields, model }: BuildContext['catalogue'], { text, home }: { text: string; home: string }) {
  const id = /^COUNT\(DISTINCT ([^()]+)\)$/.exec(text)?.[1]?.replaceAll('"', '').toLowerCase();
  const field = [...fields.values()].find(each => each.id.toLowerCase() === id);
  const column =
    field?.field.expression.kind === 'reference' ? field.field.expression.parts.at(-1)?.name.toLowerCase() : undefined;
  return model.relationships.find(
    ({ from, fromColumns }) => from === home && fromColumns.length === 1 && fromColumns[0]?.toLowerCase() === column,
  )?.to;
}
