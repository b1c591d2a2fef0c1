import { patterns } from './patterns.ts';

/** Ways to say that something was sent, whatever the model calls the day of it: went out, left. */
const departure = patterns.departureWords;
/** Ways to say that it came to whom it was for. */
const arrival = patterns.arrivalWords;

/** Whether the words, in lower case, say that something was sent. */
export const isOfDeparture = (words: string): boolean => departure.test(words);
/** Whether they say that it came. */
export const isOfArrival = (words: string): boolean => arrival.test(words);
/** Whether they say either. */
export const isOfMoving = (words: string): boolean => isOfDeparture(words) || isOfArrival(words);

/** Stems of the words by which models call the day on which something was sent, and on which it came. */
export const sendingStems = ['ship', 'dispatch', 'send', 'depart'];
const receivingStems = ['arriv', 'receiv', 'deliv', 'deliveri', 'receipt', 'land'];

/** The dates that a model calls by such words, by the verbs of its dates. */
export const datesOfMoving = <F>(verbs: ReadonlyMap<string, readonly F[]>, words: string): F[] => [
  ...new Set((isOfArrival(words) ? receivingStems : sendingStems).flatMap(stem => verbs.get(stem) ?? [])),
];
