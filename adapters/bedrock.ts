import type { BedrockRuntimeClient, ConverseCommandOutput } from '@aws-sdk/client-bedrock-runtime';
import { SophiaError } from '../core/errors.ts';
import type { FilledForm, FormRequest, LanguageModel, TokenPrices } from '../core/ports/language-model.ts';
import { type AwsOptions, clientOptions } from './aws/client-options.ts';
import { awsNameOf, awsReason, isThrottled } from './aws/faults.ts';
import { type RetryOptions, retry } from './retry.ts';

export interface BedrockOptions extends Omit<AwsOptions, 'maxAttempts'> {
  /** Model, or inference profile such as `global.anthropic.claude-haiku-4-5-20251001-v1:0`. */
  readonly modelId: string;
  readonly prices: TokenPrices;
  readonly retries?: Omit<RetryOptions, 'signal'> | undefined;
}

type Library = typeof import('./bedrock/client.ts');
type Connection = { readonly client: BedrockRuntimeClient; readonly library: Library };

/** Models take seconds to answer: milliseconds of silence before a call is given up. */
const patience = 20_000;

const passing =
  /Throttling|ServiceUnavailable|ModelTimeout|ModelNotReady|InternalServer|ModelError|TimeoutError|ECONNRESET|ECONNREFUSED|EPIPE/;

/** What may go well a moment later: throttles, failures on their side and cut connections. */
function isPassing(error: unknown): boolean {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  const code = String((error as { code?: unknown }).code ?? '');
  return isThrottled(error) || passing.test(awsNameOf(error)) || passing.test(code) || (status ?? 0) >= 500;
}

/**
 * A model of Amazon Bedrock, asked by Converse. It must use one tool, whose input is the form. Nothing is asked at
 * start; prompts are not kept by the service.
 */
export function openBedrock(options: BedrockOptions): LanguageModel {
  const { modelId, prices } = options;
  let connection: Promise<Connection> | undefined;
  const connect = (): Promise<Connection> => {
    connection ??= open(options);
    return connection;
  };

  const converse = async (request: FormRequest): Promise<ConverseCommandOutput> => {
    const { client, library } = await connect();
    const { name, description, schema } = request.form;
    const command = new library.ConverseCommand({
      modelId,
      system: [{ text: request.instructions }],
      messages: [{ role: 'user', content: [{ text: request.input }] }],
      inferenceConfig: { maxTokens: request.maxOutputTokens, temperature: 0 },
      toolConfig: {
        // A schema of JSON is a document of the SDK.
        tools: [{ toolSpec: { name, description, inputSchema: { json: JSON.parse(JSON.stringify(schema)) } } }],
        toolChoice: { tool: { name } },
      },
    });
    return client.send(command, { abortSignal: request.signal });
  };

  return {
    name: modelId,
    prices,
    async fill(request) {
      try {
        const work = () => converse(request);
        return filled(await retry(work, isPassing, { ...options.retries, signal: request.signal }), request.form.name);
      } catch (cause) {
        throw new SophiaError('model_service.failed', [], { reason: awsReason(cause) }, { cause });
      }
    },
    async close() {
      (await connection)?.client.destroy();
    },
  };
}

async function open(options: BedrockOptions): Promise<Connection> {
  const library = await import('./bedrock/client.ts');
  // Repeated by `retry`, where the signal ends the pauses too.
  const settings = clientOptions({ ...options, maxAttempts: 1 }, options.requestTimeoutMilliseconds ?? patience);
  // The client's own choice, HTTP/2, is for streams in both directions, and no endpoint in between need speak it.
  const requestHandler = new library.NodeHttpHandler(settings.requestHandler);
  return { library, client: new library.BedrockRuntimeClient({ ...settings, requestHandler }) };
}

function filled({ output, usage }: ConverseCommandOutput, form: string): FilledForm {
  const used = output?.message?.content?.find(block => block.toolUse?.name === form)?.toolUse;
  const { inputTokens = 0, outputTokens = 0, cacheReadInputTokens = 0, cacheWriteInputTokens = 0 } = usage ?? {};
  return {
    content: used?.input,
    tokens: { input: inputTokens + cacheReadInputTokens + cacheWriteInputTokens, output: outputTokens },
  };
}
