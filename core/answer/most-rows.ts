/** Rows of an answer at most, where nobody asks for more. */
export const usualRows = 10_000;
