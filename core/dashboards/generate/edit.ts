import { boardDirective } from './board.ts';
import { selectValues } from './board-filters.ts';
import { isReading } from './content.ts';
import { add, addLook, make, tileWindow } from './content-rules.ts';
import type { Work } from './context.ts';
import { contradictionsOf, type Obeyed } from './contradictions.ts';
import { elsewhere } from './elsewhere-rule.ts';
import { addToTile, filterTile, narrowTile } from './into-tile-rule.ts';
import { limit } from './limit-rule.ts';
import { readLook } from './look.ts';
import { annotate, compareTile, shade, target } from './mark-rules.ts';
import { noSuchLook } from './no-such-look-rule.ts';
import { refreshTile } from './refresh-rule.ts';
import { replace } from './replace-rule.ts';
import type { Rule } from './rule.ts';
import { commaParts, sentencesOf } from './split.ts';
import { takeAway } from './take-away-rule.ts';
import { duplicate, remove, rename, swap, tidy } from './tile-rules.ts';
import { colorByValue } from './tone-rule.ts';
import { joined, tidied } from './words.ts';

/** In the order in which they are tried. */
const rules: readonly Rule[] = [
  limit,
  noSuchLook,
  shade,
  colorByValue,
  addLook,
  rename,
  takeAway,
  swap,
  duplicate,
  tidy,
  target,
  annotate,
  compareTile,
  refreshTile,
  replace,
  filterTile,
  narrowTile,
  boardDirective,
  addToTile,
  remove,
  tileWindow,
  make,
  add,
  elsewhere,
];

/** Verbs that begin a command: where a comma or "and" is followed by one, another command begins. */
const verb =
  '(?:add|remove|delete|drop|rename|retitle|call|move|put|place|make|turn|change|convert|switch|show|hide|compare|set|use|swap|duplicate|copy|tidy|filter|refresh|break|split|group|sort|limit|include|annotate|mark|replace|give|resize|stack|round|get rid of|colou?r|highlight|flag|shade|paint|also)';

/** "when margin is below 10 %, colour it red" is one command. */
const conditional = /^(?:when(?:ever)?|if|where(?:ver)?)\b/i;

/** Outside of what is quoted. */
const unquoted = '(?=(?:[^"]*"[^"]*")*[^"]*$)';

/** "…, dark mode": a look of the whole dashboard after something else. */
const theme = '(?:(?:in|with|use|using) )?(?:the |a )?(?:dark|light|compact|comfortable) (?:mode|theme|layout)(?:,|$)';

const between = new RegExp(
  `(?:\\s*,\\s*(?:and |then |also )*(?=${verb}\\b|${theme})|\\s+(?:and|then)\\s+(?:then |also )?(?=${verb}\\b(?! (?:it|them) (?:at|in|on|to|below|above|next|beside)\\b)|${theme}))${unquoted}`,
  'i',
);

const polite =
  /^(?:(?:please|could you|can you|would you|now|then|also|and|but|let's|i want (?:you )?to|i'd like (?:you )?to)\s+)+/i;

const commandsOf = (text: string): string[] =>
  sentencesOf(text)
    .flatMap(sentence => (conditional.test(sentence) ? [sentence] : sentence.split(between)))
    .map(part =>
      joined(
        part
          .trim()
          .replace(polite, '')
          .replace(/,?\s+please$/i, ''),
      ),
    )
    .filter(part => part !== '');

/** Carries out what words say is to be changed. What contradicts itself is left as it is, and told. */
export async function editByWords(work: Work, text: string): Promise<void> {
  const start = work.mark();
  const commands = commandsOf(tidied(text));
  const contradicted = new Map<string, string>();
  for (;;) {
    const found = contradictionsOf(
      await obeyAll(
        work,
        commands.filter(words => !contradicted.has(words)),
      ),
    );
    if (found.length === 0) return;
    for (const [one, other] of found) {
      contradicted.set(one.words, contradicted.get(one.words) ?? other.words);
      contradicted.set(other.words, contradicted.get(other.words) ?? one.words);
    }
    start();
    for (const [words, other] of contradicted)
      work.refuse(words, `It contradicts “${other}”: neither is done. Say the one that is meant.`, [words], true);
  }
}

async function obeyAll(work: Work, commands: readonly string[]): Promise<Obeyed[]> {
  const obeyed: Obeyed[] = [];
  for (const words of commands) {
    work.command = words;
    work.widths.clear();
    const [said, done, before] = [work.said, work.operations.length, work.spec];
    await obey(work, words);
    // Nobody should wonder what became of their words.
    if (work.said === said) work.assume([`“${words}” changes nothing: it is like that already.`]);
    obeyed.push({
      words,
      before,
      after: work.spec,
      operations: work.operations.slice(done),
      widths: new Map(work.widths),
    });
  }
  return obeyed;
}

async function obey(work: Work, words: string): Promise<void> {
  for (const rule of rules) if (await rule(work, words)) return;
  const parts = commaParts(words);
  if (parts.length > 1) {
    for (const part of parts) await obey(work, part);
    return;
  }
  if (await selectValues(work, words)) return;
  const titles = work.spec.tiles.map(({ title }) => title);
  const asContent = isReading(await work.reader.read(readLook(words).rest)) ? [`add ${words}`] : [];
  const nearest = [...asContent, ...titles.slice(0, 2).map(title => `turn ${title} into a table`)];
  work.refuse(words, 'It is not clear what this changes.', nearest);
}
