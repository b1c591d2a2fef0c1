/** What was done, by the end of the word: sold, shipped, taken. */
export const participle = /(ed|wn|ld|ght|de|en|id|un)$/;
