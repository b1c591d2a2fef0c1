import { jsonAnswer, jsonFault, ServiceDouble } from './server.ts';

/** Converse of Amazon Bedrock Runtime over HTTP, from its API Reference: one tool that must be used. */
export function startBedrock(next: { content: unknown }): Promise<ServiceDouble> {
  return ServiceDouble.start(request => {
    if (!/^\/model\/[^/]+\/converse$/.test(request.path)) return jsonFault(404, 'ResourceNotFoundException');
    const { toolConfig, messages } = JSON.parse(request.body.toString());
    const name = toolConfig?.toolChoice?.tool?.name;
    const known = toolConfig?.tools?.some(
      (tool: { toolSpec: { name: string; inputSchema: { json: object } } }) =>
        tool.toolSpec.name === name && tool.toolSpec.inputSchema.json,
    );
    if (!known || messages?.[0]?.role !== 'user') return jsonFault(400, 'ValidationException');
    const content =
      next.content === undefined
        ? [{ text: 'I would rather talk.' }]
        : [{ toolUse: { toolUseId: 'use-1', name, input: next.content } }];
    return jsonAnswer({
      output: { message: { role: 'assistant', content } },
      stopReason: next.content === undefined ? 'end_turn' : 'tool_use',
      usage: { inputTokens: 60, outputTokens: 20, cacheReadInputTokens: 40, totalTokens: 120 },
      metrics: { latencyMs: 5 },
    });
  });
}
