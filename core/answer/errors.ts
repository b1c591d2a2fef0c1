/** Errors of questions and answers over their whole life. */
export const answerMessages = {
  'question.empty': (_: Record<string, never>) => 'The question is empty. Ask for example: revenue by month.',
  'question.too_long': (d: { length: number; limit: number }) =>
    `The question has ${d.length} characters; at most ${d.limit} can be asked at once. Shorten it.`,
  'question.characters': (d: { position: number; character: string }) =>
    `The question has the invisible character ${d.character} at position ${d.position}. Remove it and ask again.`,
  'query.unknown': (_: Record<string, never>) => 'There is no such query.',
  'conversation.unknown': (_: Record<string, never>) => 'There is no such conversation.',
} as const;
