import type { FieldInfo } from '../catalogue.ts';
import { candidatesOf } from '../chunks.ts';
import { thingsCounted } from '../counted-rows.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, problem, type State } from './state.ts';

/**
 * "medium drums", where a priority is medium and drums are packaging, of which some are medium too: the adjective may be
 * of what it stands before, so it is asked about.
 */
export function refuseAdjectiveOfOthers(state: State): void {
  state.chunks.forEach((chunk, at) => {
    const noun = state.chunks[at + 1];
    const [said] = candidatesOf(chunk, 'value');
    const [part] = candidatesOf(noun, 'value');
    if (!said || !part || noun?.start !== chunk.end || chunk.end !== chunk.start + 1) return;
    if (!part.partial || part.weight >= 0.9 || candidatesOf(noun, 'dataset').length > 0) return;
    const own = candidatesOf(chunk, 'value').some(({ field }) => field.dataset === part.field.dataset);
    const other = said.field.dataset === part.field.dataset ? said.partial && said.field !== part.field : own;
    if (other)
      problem(state, chunk, `It may be of ${lowerOf(state, noun)} or of something else: name the field before it.`);
  });
}

/**
 * "open invoices", where contracts are open or closed and invoices are paid or not: a state of something else is not what
 * is said of things that have a state themselves.
 */
export function refuseStateOfOthers(state: State): void {
  const { chunks, catalogue } = state;
  chunks.forEach((chunk, at) => {
    const noun = chunks[at + 1];
    const values = candidatesOf(chunk, 'value').filter(({ weight }) => weight >= 0.9);
    const [things] = candidatesOf(noun, 'dataset').filter(({ weight }) => weight >= 0.9);
    if (!things || !noun || noun.start !== chunk.end || values.length === 0) return;
    const own = [...catalogue.fields.values()].find(field => field.dataset === things.dataset && isState(field));
    if (!own || !values.every(({ field }) => isState(field) && field.dataset !== things.dataset)) return;
    if (ofLife.test(lowerOf(state, chunk)))
      problem(
        state,
        chunk,
        `It is a state of other things: of these, “${own.label}” says it. Name the field, or those.`,
      );
  });
}

/** "large orders", where parts have a type that begins with "large": an order that is large itself is what was asked for. */
export function refuseSizeOfOthers(state: State): void {
  const { chunks } = state;
  chunks.forEach((chunk, at) => {
    const noun = chunks[at + 1];
    const [things] = candidatesOf(noun, 'dataset').filter(({ weight }) => weight >= 0.9);
    const values = candidatesOf(chunk, 'value');
    if (!things || noun?.start !== chunk.end || values.length === 0 || !ofSize.test(lowerOf(state, chunk))) return;
    if (values.every(value => !isWhole(value, lowerOf(state, chunk)) && value.field.dataset !== things.dataset))
      problem(
        state,
        chunk,
        `It is a part of other things’ ${values[0]?.field.label.toLowerCase()}: name the field, or those.`,
      );
  });
}

/** "suppliers with a high late rate", where a priority is "2-HIGH": how high is not said. */
export function refuseLevelOfNumber(state: State): void {
  const { chunks } = state;
  chunks.forEach((chunk, at) => {
    const noun = chunks[at + 1];
    const values = candidatesOf(chunk, 'value');
    const isNumber =
      candidatesOf(noun, 'metric').some(({ weight }) => weight >= 0.9) ||
      candidatesOf(noun, 'field').some(({ field, weight }) => field.kind === 'number' && weight >= 0.9);
    if (!isNumber || noun?.start !== chunk.end || values.length === 0 || !levels.test(lowerOf(state, chunk))) return;
    const word = lowerOf(state, chunk);
    if (!values.some(value => isWhole(value, word))) problem(state, chunk, reasons.sayAboveWhich);
  });
}

/** "orders by size", where parts have a size: how large an order is, is another number. */
export function refuseSizeAsGroup(state: State): void {
  const { draft, catalogue, chunks } = state;
  const counted = draft.measures.map(measure => thingsCounted(catalogue, measure));
  const things = [...counted, ...draft.mentions.map(({ dataset }) => dataset)];
  for (const group of draft.dimensions) {
    if (group.kind !== 'field' || !/^sizes?$/.test(group.choice.text.toLowerCase())) continue;
    const chunk = chunks[group.choice.at];
    const isOfOthers = group.choice.options.every(({ field }) =>
      things.some(each => each !== undefined && catalogue.reach(each, field.dataset).kind === 'down'),
    );
    if (chunk && isOfOthers) problem(state, chunk, reasons.sizeOfOthers);
  }
}

const isWhole = ({ values }: { readonly values: readonly unknown[] }, word: string): boolean =>
  values.some(value => String(value).toLowerCase() === word);

const levels = /^(high|low|large|small|big)$/;

const ofSize = patterns.adjectivesOfSize;

/** How far things have come; what is late or urgent passes on to what belongs to them. */
const ofLife = patterns.statesOfLife;

const isState = ({ kind, name }: FieldInfo): boolean => kind === 'text' && /(^|_)(status|state|stage)$/i.test(name);
