/** Id of the ask box, for shortcuts and labels. */
export const ASK_BOX_ID = 'ask-box';
