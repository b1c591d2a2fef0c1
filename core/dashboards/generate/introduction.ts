import { selectValues } from './board-filters.ts';
import type { Work } from './context.ts';
import { windowOf } from './time.ts';
import { joined } from './words.ts';

/** The beginning of a description: what a dashboard is about, what it has, and what or whom it is for. */

interface Introduction {
  /** What it is about. */
  readonly topic: string;
  /** What it has. */
  readonly content: string;
  /** "for Germany", "for the last 7 days", "for the board": what of it is shown, or whom it is for. */
  readonly of: string;
}

/** "Make a sales dashboard for the board with …" */
export function introduction(sentence: string): Introduction {
  const match =
    /^(?:please\s+)?(?:(?:can|could|would) you\s+)?(?:(?:i|we)(?: would like|'d like| want| need)(?: to (?:have|see|build|make))?|give (?:me|us)|make(?: me| us)?|create|build(?: me)?|generate|design|show(?: me| us)?|set up|prepare)?\s*(?:an?|the|our|my|one)?\s*(?<about>(?:(?!\b(?:with|by|showing)\b)[^,:])*?)\s*\b(?:dashboard|board|overview|cockpit|scorecard|report|summary)\b\s*(?:(?:for|about|on|of)\s+(?<of>(?:(?!\b(?:with|showing|that|which|including|containing)\b)[^:])*?))?\s*(?:(?:with|showing|that (?:shows|has|contains|includes|tracks)|which (?:shows|has)|including|containing|to (?:show|see|track|monitor|watch)|:|,|-)\s*(?<content>.*))?$/i.exec(
      sentence,
    );
  const { about = '', of = '', content = '' } = match?.groups ?? {};
  if (!match || /\b(?:by|as)\b/i.test(about)) {
    const headed = /^(?!(?:at|on|in|below|above|under|underneath|then|further)\b)([\p{L} ]{3,40}):\s+(.+)$/iu.exec(
      sentence,
    );
    return headed ? { topic: headed[1]!, content: headed[2]!, of: '' } : { topic: '', content: sentence, of: '' };
  }
  const topic = joined(about.trim() === '' ? of : about);
  return { topic, content: content.trim(), of: about.trim() === '' && content.trim() === '' ? '' : joined(of) };
}

/** A window of time that words are, all of them. */
export function setWindow(work: Work, words: string): boolean {
  const range = windowOf(words, work.reader.now);
  if (range) work.do({ kind: 'setTime', value: { range } });
  return range !== undefined;
}

const asksForMore =
  /\d|\b(?:by|per|each|every|last|past|this|next|since|until|from|between|before|after|today|only)\b/i;

/** "… for Germany" goes for all tiles; "… for the board" is whom it is for. */
export async function narrowTo(work: Work, words: string): Promise<void> {
  if (await selectValues(work, words)) return;
  if (asksForMore.test(words)) {
    work.refuse(words, `“${words}” is no window of time, and no value that the tiles have.`, ['for the last 30 days']);
  } else if (!/^(?:me|us|myself|you)$/i.test(words)) {
    work.assume([`“${words}” is taken as its subject, or whom it is for: nothing is left out of the numbers.`]);
  }
}
