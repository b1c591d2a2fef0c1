import { stemsOf } from '../../ask/words.ts';
import { addContent } from './add.ts';
import { isReading } from './content.ts';
import type { Work } from './context.ts';
import { readLook } from './look.ts';

/** Tiles of a dashboard whose description says only what it is about. */

/** Metrics that have to do with a topic: by their own names and those of their datasets. */
export async function topicTiles(work: Work, topic: string, datasets: readonly string[] | undefined): Promise<void> {
  const { model } = work.reader.model;
  const stems = stemsOf(topic).filter(stem => stem.length > 2);
  const metrics = model.metrics.filter(metric => !metric.private && !metric.extension.hidden);
  const scored = metrics
    .map(metric => {
      const own = stemsOf(
        [metric.name.replaceAll('_', ' '), metric.label ?? '', ...metric.aiContext.synonyms].join(' '),
      );
      const told = stemsOf(metric.description ?? '');
      const score = stems.reduce((sum, stem) => sum + (own.includes(stem) ? 3 : told.includes(stem) ? 1 : 0), 0);
      const within = datasets === undefined || datasets.some(name => metric.text.includes(`${name}.`));
      return { metric, score: within ? score + (datasets === undefined ? 0 : 1) : 0 };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 4)
    .map(({ metric }) => metric.label ?? metric.name.replaceAll('_', ' '));
  if (scored.length === 0) {
    const some = await work.reader.complete('', 3);
    const known = metrics.slice(0, 5).map(({ label, name }) => label ?? name.replaceAll('_', ' '));
    const reason = topic === '' ? 'It does not say what to show.' : `Nothing in the model is about “${topic}”.`;
    work.refuse(topic === '' ? 'the description' : topic, reason, some.length > 0 ? some : known, topic === '');
    return;
  }
  work.assume([
    `The description names no tiles: those about ${topic === '' ? 'the data sources' : topic} were chosen.`,
  ]);
  const words = scored.map(name => name.charAt(0).toLowerCase() + name.slice(1));
  for (const name of words) await tried(work, name);
  await tried(work, `${words[0]} by month as a line chart`);
  const groupings = (await Promise.all(words.slice(0, 2).map(name => work.reader.complete(`${name} by`, 3)))).flat();
  const byGroup = groupings.filter(question => !/\bby (?:day|week|month|quarter|year)\b/i.test(question));
  for (const question of byGroup.slice(0, 2)) await tried(work, `${question} as a bar chart`);
}

/** Chosen by us, not by the asker: what can't be made is left out without a word. */
async function tried(work: Work, words: string): Promise<void> {
  const { rest } = readLook(words);
  if (isReading(await work.reader.read(rest))) await addContent(work, words);
}
