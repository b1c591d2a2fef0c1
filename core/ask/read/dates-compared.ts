import { takeDuration } from './durations.ts';
import { dateAt, dateEndingAt, isOfRow } from './named-dates.ts';
import { lowerOf, pass, type State } from './state.ts';

/** Two dates of one row held against each other: the days between them, or which of them is the later. */
export function takeComparedDates(state: State): void {
  takeDuration(state);
  takeLaterDate(state);
}

/** "lines shipped after their promised date" */
function takeLaterDate(state: State): void {
  const { chunks } = state;
  for (let at = 1; at < chunks.length; at++) {
    const words = [lowerOf(state, chunks[at]), lowerOf(state, chunks[at + 1])];
    const than = words[1] === 'than';
    const joint = /^(after|later than|past|before|earlier than)$/.exec(than ? words.join(' ') : (words[0] ?? ''))?.[1];
    if (joint === undefined) continue;
    const second = dateAt(state, at + (than ? 2 : 1));
    const first = dateEndingAt(state, at);
    const next = second && chunks[second.end];
    if (!first || !second || first.field === second.field) continue;
    // "shipped after the order date in 1995" names a period of one of them, and nobody knows of which
    if (next && next.kind !== 'mark' && !(next.kind === 'phrase' && next.phrase.kind === 'group')) continue;
    if (!isOfRow(state, first.field, second.field)) continue;
    const operator = /^(after|later than|past)$/.test(joint) ? '>' : '<';
    state.draft.comparedDates.push({ field: first.field, operator, other: second.field });
    pass(state, first.start, second.end);
    return;
  }
}
