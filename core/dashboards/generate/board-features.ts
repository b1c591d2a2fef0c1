import { mendUnknown } from '../../plan/names.ts';
import { FEATURES, type Feature } from '../spec.ts';
import type { BoardRule } from './board-rule.ts';
import { featureWords } from './board-words.ts';
import type { Work } from './context.ts';

/** Features of the dashboard in words, and by their names. */

/** Seconds after which data is taken anew where nothing else is said. */
const realTime: Partial<Record<Feature, number>> = { 'real-time-updates': 60, 'real-time-metrics': 30 };

function addFeature(work: Work, feature: Feature): void {
  const features = FEATURES.filter(one => one === feature || work.spec.features.includes(one));
  work.do({ kind: 'setFeatures', value: [...features] });
  const seconds = realTime[feature];
  if (seconds !== undefined && work.spec.refresh === undefined) {
    work.do({ kind: 'setRefresh', value: seconds });
    work.assume([`Real time is taken as new data every ${seconds} seconds.`]);
  }
}

export const features: BoardRule = (work, words) => {
  const feature = featureWords.find(([pattern]) => pattern.test(words))?.[1];
  if (feature === undefined) return false;
  addFeature(work, feature);
  return true;
};

/** Features by their names. */
export function addFeatures(work: Work, names: readonly string[]): void {
  for (const name of names) {
    const wanted = name
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/g, '-');
    const known =
      FEATURES.find(feature => feature === wanted) ?? featureWords.find(([pattern]) => pattern.test(name))?.[1];
    if (known) addFeature(work, known);
    else work.refuse(name, `There is no feature ${name}. ${mendUnknown(wanted, FEATURES)}`, FEATURES, true);
  }
}
