/** Ways to say that something was sent, whatever the model calls the day of it: went out, left. */
const departure = /^(went|gone|go|goes|going|sent) out$|^(left|leave|leaves|leaving)$/;

/** Whether the words, in lower case, say that something was sent. */
export const isOfDeparture = (words: string): boolean => departure.test(words);

/** Stems of the words by which models call the day on which something was sent. */
export const sendingStems = ['ship', 'dispatch', 'send', 'depart'];
