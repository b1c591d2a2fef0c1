import { candidatesOf } from '../chunks.ts';
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
