import { toCsv } from '../../../core/answer/csv.ts';
import { AnswerDocumentSchema } from '../../../core/answer/document.ts';
import type { AskedQuestion, Finished } from '../../../core/answer/service.ts';
import { authorisePersona } from '../../../core/identity/authorise.ts';
import type { OrchestratorDependencies } from '../dependencies.ts';
import { faultOf, problemOf, problemResponse } from '../problem.ts';
import { defineRoute, json, type Route } from '../route.ts';
import { AskSchema, RunningSchema } from '../schemas.ts';

const defaultWaitSeconds = 2;
const locationOf = (queryId: string) => `/api/v1/query/${queryId}`;

export function queryRoutes(dependencies: OrchestratorDependencies): Route[] {
  const { answers, personas, log } = dependencies;

  const ask = defineRoute({
    method: 'POST',
    path: '/api/v1/query',
    operationId: 'ask',
    summary: 'Ask a question. What takes longer than the wait goes on and is answered at its Location.',
    tag: 'Questions',
    access: 'session',
    body: AskSchema,
    responses: {
      200: { description: 'The answer, a refusal or a question back', schema: AnswerDocumentSchema },
      202: { description: 'Still running', schema: RunningSchema },
    },
    async handle({ c, body, caller }) {
      const persona = authorisePersona(caller.identity, personas, body.persona);
      const asked = await answers.ask({
        username: caller.identity.username,
        persona,
        question: body.query,
        sessionId: body.session_id ?? undefined,
        choices: body.choices,
        agent: typeof body.agent === 'string' ? { name: body.agent } : body.agent,
        replaces: body.replaces ?? undefined,
      });
      const wanted = dependencies.alwaysWait ? undefined : body.wait_seconds;
      const seconds = wanted ?? dependencies.waitSeconds ?? defaultWaitSeconds;
      const finished = await waitFor(asked, seconds * 1000, c.req.raw.signal);
      const { queryId: query_id, sessionId: session_id } = asked;
      if (!finished) {
        await asked.detach();
        return json(c, { query_id, session_id, status: 'running' }, 202, { location: locationOf(query_id) });
      }
      const { document, error } = finished;
      if (document.status !== 'failed') return json(c, document);
      if (isOurs(error)) log({ level: 'error', message: 'A question failed', query_id, fault: faultOf(error) });
      return problemResponse(c, error, { query_id, session_id });
    },
  });

  const read = defineRoute({
    method: 'GET',
    path: '/api/v1/query/{query_id}',
    operationId: 'readAnswer',
    summary: 'The answer of a question asked before.',
    tag: 'Questions',
    access: 'session',
    responses: {
      200: { description: 'The answer', schema: AnswerDocumentSchema },
      202: { description: 'Still running', schema: AnswerDocumentSchema },
    },
    async handle({ c, caller, param }) {
      const document = await answers.get(caller.identity.username, param('query_id'));
      if (document.status !== 'running') return json(c, document);
      return json(c, document, 202, { location: locationOf(document.query_id), 'retry-after': '1' });
    },
  });

  const cancel = defineRoute({
    method: 'DELETE',
    path: '/api/v1/query/{query_id}',
    operationId: 'cancel',
    summary: 'Stop a question that still runs. One that has ended stays as it is.',
    tag: 'Questions',
    access: 'session',
    responses: { 204: { description: 'Stopped, or ended already' } },
    async handle({ c, caller, param }) {
      await answers.cancel(caller.identity.username, param('query_id'));
      return c.body(null, 204);
    },
  });

  const csv = defineRoute({
    method: 'GET',
    path: '/api/v1/query/{query_id}/csv',
    operationId: 'readCsv',
    summary: 'The rows of an answer as CSV (RFC 4180); text that looks like a formula is made harmless.',
    tag: 'Questions',
    access: 'session',
    responses: { 200: { description: 'The rows', contentType: 'text/csv' } },
    async handle({ c, caller, param }) {
      const { query_id, results } = await answers.get(caller.identity.username, param('query_id'));
      return c.body(toCsv(results.columns, results.rows), 200, {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': `attachment; filename="${query_id}.csv"`,
        'cache-control': 'no-store',
      });
    },
  });

  return [ask, read, cancel, csv];
}

/** The end of the question; undefined when it takes longer. A client that has gone takes its question along. */
async function waitFor(asked: AskedQuestion, milliseconds: number, gone: AbortSignal): Promise<Finished | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), milliseconds);
  const leave = () => asked.cancel();
  gone.addEventListener('abort', leave, { once: true });
  if (gone.aborted) leave();
  try {
    return await Promise.race([asked.finished, late]);
  } finally {
    clearTimeout(timer);
    gone.removeEventListener('abort', leave);
  }
}

/** Not the asker's: a fault of ours, or of what we stand on. */
const isOurs = (error: unknown): boolean => problemOf(error).status >= 500;
