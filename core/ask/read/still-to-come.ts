import { type Chunk, candidatesOf } from '../chunks.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { isComing } from '../segment/still-to-come.ts';
import { nameWords } from '../words.ts';
import { problem, type State, textOf } from './state.ts';

/**
 * "promotions still to come": those that start after today, where the things have one date on which they start.
 * Which of the others has not happened yet, nobody can tell.
 */
export function readComing(state: State, chunk: Extract<Chunk, { kind: 'time' }>): boolean {
  if (!isComing(textOf(state, chunk).toLowerCase())) return false;
  const [things, ...more] = [...new Set(state.chunks.slice(0, state.at).flatMap(each => thingsOf(state, each)))];
  const starts = things === undefined || more.length > 0 ? [] : startsOf(state, things);
  if (starts.length === 1) state.draft.times.push({ phrase: chunk.time, fields: starts, negated: false, at: state.at });
  else problem(state, chunk, reasons.sayDateThings);
  return true;
}

function thingsOf({ catalogue }: State, chunk: Chunk): string[] {
  const counted = candidatesOf(chunk, 'metric').flatMap(c => catalogue.metrics.get(c.metric)?.counts ?? []);
  return [
    ...candidatesOf(chunk, 'dataset')
      .filter(c => c.weight >= 0.9)
      .map(c => c.dataset),
    ...counted,
  ];
}

const startsOf = ({ catalogue }: State, dataset: string) =>
  catalogue
    .fieldsOf(dataset)
    .filter(
      ({ kind, name, field }) =>
        kind === 'time' &&
        [name, ...field.aiContext.synonyms].some(term =>
          nameWords(term).some(word => /^(start|begin)(s|ed|ing)?$/.test(word)),
        ),
    );
