import type { FieldInfo } from '../catalogue.ts';
import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, pass, problem, type State } from './state.ts';

const article = patterns.articlesOfClause;
const being = patterns.beingThere;

/**
 * "by the branch the agent is based in": of the things that play several roles, the one that those in the clause have. It
 * only says which one is meant, and names nothing else.
 */
export function takeRoleOfClause(state: State): void {
  for (const [at, chunk] of state.chunks.entries()) {
    if (chunk.kind !== 'terms' || !isAskedBy(state, at)) continue;
    const owner = state.chunks.findIndex((c, i) => i > at && !article.test(lowerOf(state, c)));
    const [thing] = candidatesOf(state.chunks[owner], 'dataset').filter(c => c.weight > 0.9);
    const end = state.chunks.findIndex((c, i) => i > owner && !being.test(lowerOf(state, c)));
    const last = end < 0 ? state.chunks.length : end;
    const clause = state.chunks.slice(owner + 1, last).map(c => lowerOf(state, c));
    if (owner < at + 2 || !thing || clause.length < 2 || !isEnd(state.chunks[last])) continue;
    const [field, ...more] = rolesOf(state, chunk, thing.dataset);
    // "by the land the teas come from": a part of a name, of which theirs is told later
    const theirs = candidatesOf(chunk, 'field').some(c => state.catalogue.hasOne(thing.dataset, c.field.dataset));
    if (!field && theirs) continue;
    if (!field || more.length > 0) {
      problem(state, chunk, reasons.unclearWhoseMeant);
      continue;
    }
    const named: Chunk = { ...chunk, candidates: [{ kind: 'field', field, weight: 1 }] };
    state.chunks = state.chunks.map(c => (c === chunk ? named : c));
    pass(state, at + 1, last);
    return;
  }
}

/** Behind "by", "per", "which" and the like. */
const isAskedBy = ({ chunks, ...state }: State, at: number): boolean => {
  const before = chunks.slice(0, at).findLast(c => !/^(the|our|each|every)$/.test(lowerOf({ ...state, chunks }, c)));
  return isPhrase(before, 'group');
};

const isEnd = (chunk: Chunk | undefined): boolean =>
  chunk === undefined || /^(mark|time|phrase)$/.test(chunk.kind) || chunk.kind === 'filler';

/** What the things have most directly, among what is called so and what is the same column in another role. */
function rolesOf({ catalogue }: State, chunk: Chunk, things: string): FieldInfo[] {
  const named = candidatesOf(chunk, 'field').flatMap(c =>
    c.weight >= 0.85 && c.field.kind === 'text' ? [c.field] : [],
  );
  const names = candidatesOf(chunk, 'dataset').flatMap(c => catalogue.nameField(c.dataset) ?? []);
  const fields = named.length > 0 ? named : names;
  const source = (field: FieldInfo) => JSON.stringify(catalogue.datasets.get(field.dataset)?.source);
  const kin = [...catalogue.fields.values()].filter(field =>
    fields.some(own => own === field || (source(own) === source(field) && own.field.text === field.field.text)),
  );
  const steps = kin.flatMap(field => {
    const reach = catalogue.reach(things, field.dataset);
    return reach.kind === 'same' || reach.kind === 'up' ? [{ field, distance: reach.distance }] : [];
  });
  const least = Math.min(...steps.map(({ distance }) => distance));
  return steps.flatMap(({ field, distance }) => (distance === least ? [field] : []));
}
