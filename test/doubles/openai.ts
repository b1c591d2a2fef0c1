import { ServiceDouble } from './aws/server.ts';

/** OpenAI's chat completions over HTTP, from its API reference: a function that must be called. */
export function startOpenAI(next: { content: unknown }, asText = false): Promise<ServiceDouble> {
  return ServiceDouble.start(request => {
    const { tool_choice: choice } = JSON.parse(request.body.toString());
    if (request.path !== '/v1/chat/completions' || choice?.type !== 'function') return { status: 404 };
    const written = JSON.stringify(next.content);
    const call = { id: 'c', type: 'function', function: { name: choice.function.name, arguments: written } };
    const called = { role: 'assistant', content: null, tool_calls: [call] };
    const said = { role: 'assistant', content: written === undefined ? 'No.' : `\`\`\`json\n${written}\n\`\`\`` };
    return {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        choices: [{ index: 0, message: asText || written === undefined ? said : called }],
        usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
      }),
    };
  });
}
