import { ServiceDouble } from './aws/server.ts';

/** An incoming webhook of Slack, from its documentation: a text, of which it answers ok. */
export function startSlack(path: string, texts: string[]): Promise<ServiceDouble> {
  return ServiceDouble.start(request => {
    if (request.method !== 'POST' || request.path !== path) return { status: 404, body: 'no_service' };
    const { text } = JSON.parse(request.body.toString()) as { text?: string };
    if (!text) return { status: 400, body: 'no_text' };
    if (text.length > 40_000) return { status: 400, body: 'msg_too_long' };
    texts.push(text);
    return { status: 200, body: 'ok' };
  });
}
