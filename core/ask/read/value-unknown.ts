import { candidatesOf } from '../chunks.ts';
import { isFunctionWord } from '../english/fillers.ts';
import { patterns } from '../english/patterns.ts';
import { lowerOf, problem, type State } from './state.ts';

const led = /^(with|whose|where|having|has|have|had)$/;
const polite = patterns.politeBesideValue;
const joint = /^(=|is|are|was|were|of|as|the|a|an)$/;

const isPolite = (word: string): boolean => polite.test(word);

/**
 * "orders with status on hold": what stands behind the field is a value that it has not, though the words may be passed
 * over elsewhere. Only at the end of what is said of the field: "whose status we know in May" goes on.
 */
export function refuseUnknownValue(state: State): void {
  const { chunks } = state;
  chunks.forEach((chunk, at) => {
    const isField = candidatesOf(chunk, 'field').some(({ field, weight }) => field.kind === 'text' && weight >= 0.85);
    const lead = chunks.slice(0, at).findLast(c => !joint.test(lowerOf(state, c)));
    if (!isField || !led.test(lowerOf(state, lead))) return;
    const behind = chunks.slice(at + 1);
    const end = behind.findIndex(c => c.kind !== 'filler');
    const stop = behind[end];
    const words = behind.slice(0, end < 0 ? undefined : end);
    const value = words.find(c => ![isFunctionWord, isPolite].some(passes => passes(lowerOf(state, c))));
    if (value && (stop === undefined || stop.kind === 'mark'))
      problem(state, value, 'Nothing in the model has this name or value.');
  });
}
