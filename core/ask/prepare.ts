import { prepareDictionary } from './english/dictionary.ts';
import type { Pace } from './pace.ts';
import { translatePatterns } from './time/points.ts';
import { timeAt } from './time.ts';
import { tokenise } from './words.ts';

/** What reading does for the first time takes it long: it is done here in steps with rests, not by who asks first. */
export async function prepareToRead(pace: Pace): Promise<void> {
  const tokens = tokenise('on 1 of');
  await pace.rest();
  await translatePatterns(pace);
  await prepareDictionary(pace);
  for (const start of tokens.keys()) {
    timeAt(tokens, start, new Date(0));
    await pace.rest();
  }
}
