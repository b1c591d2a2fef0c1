import type { AnswerDocument } from '../../../core/answer/document.ts';
import type { OrchestratorDependencies } from '../dependencies.ts';
import { defineRoute, json, type Route } from '../route.ts';
import { ConversationSchema, HistoryQuerySchema, HistorySchema } from '../schemas.ts';

export function conversationRoutes({ answers }: OrchestratorDependencies): Route[] {
  const conversation = defineRoute({
    method: 'GET',
    path: '/api/v1/conversation/{session_id}',
    operationId: 'readConversation',
    summary: 'The turns of a conversation, oldest first.',
    tag: 'Conversations',
    access: 'session',
    responses: { 200: { description: 'The conversation', schema: ConversationSchema } },
    async handle({ c, caller, param }) {
      const turns = await answers.conversation(caller.identity.username, param('session_id'));
      return json(c, { session_id: param('session_id'), turns });
    },
  });

  const history = defineRoute({
    method: 'GET',
    path: '/api/v1/history',
    operationId: 'readHistory',
    summary: 'What the caller has asked, newest first; `before` is the query_id (or asked_at) to go on from.',
    tag: 'Conversations',
    access: 'session',
    query: HistoryQuerySchema,
    responses: { 200: { description: 'Turns without their rows', schema: HistorySchema } },
    async handle({ c, caller, query }) {
      const turns = await answers.history(caller.identity.username, query);
      return json(c, {
        turns: turns.map(turn => ({
          query_id: turn.queryId,
          session_id: turn.sessionId,
          question: turn.question,
          asked_at: turn.askedAt,
          persona: turn.persona,
          status: turn.status,
          agent_response: (turn.answer as AnswerDocument).agent_response,
        })),
      });
    },
  });

  return [conversation, history];
}
