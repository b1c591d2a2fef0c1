import { patterns } from '../english/patterns.ts';
import { problem, type State } from './state.ts';

/** A number written with dots between thousands, or with three digits behind one dot. */
const dotted = patterns.dottedThousands;
/** What can only be thousands: no number is written so exact, or with two dots. */
const thousands = /\.000(?!\d)|\.\d{3}\.|,/;

/** "over 20.000 euro" is twenty thousand on the continent; "1.250" may be either, and neither is taken for the other. */
export function readDottedThousands(state: State): void {
  for (const { text, kind, value, percent } of state.tokens) {
    // nothing is so many percent
    if (kind !== 'number' || value === undefined || percent || !dotted.test(text)) continue;
    const chunk = state.chunks.find(c => state.tokens[c.start]?.text === text);
    if (!chunk) continue;
    const plain = text.replace(/[^\d.]/g, '');
    if (thousands.test(text))
      state.draft.notes.push({
        id: `dotted:${plain}`,
        text: `“${text}” is taken as ${value.toLocaleString('en-US')}.`,
      });
    else
      problem(
        state,
        chunk,
        `Is it ${plain.replaceAll('.', '')} or a decimal? Write it without the dot, or with fewer digits.`,
      );
  }
}
