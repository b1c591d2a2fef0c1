import * as v from 'valibot';
import { SophiaError } from '../core/errors.ts';
import { mostTokens } from '../core/language-model/cost.ts';
import type { FilledForm, FormRequest, LanguageModel, TokenPrices } from '../core/ports/language-model.ts';
import { type RetryOptions, retry } from './retry.ts';

export interface OpenAICompatibleOptions {
  /** Where `/chat/completions` is, such as `http://localhost:11434/v1`. */
  readonly url: string;
  readonly model: string;
  readonly apiKey?: string | undefined;
  /** Default nothing: a model on one's own machine. */
  readonly prices?: TokenPrices | undefined;
  /** Milliseconds for an answer. Default 60,000. */
  readonly timeoutMilliseconds?: number | undefined;
  readonly retries?: Omit<RetryOptions, 'signal'> | undefined;
}

const CompletionSchema = v.object({
  choices: v.pipe(
    v.array(
      v.object({
        message: v.object({
          content: v.nullish(v.string()),
          tool_calls: v.nullish(
            v.array(v.object({ function: v.object({ name: v.string(), arguments: v.unknown() }) })),
          ),
        }),
      }),
    ),
    v.minLength(1),
  ),
  usage: v.nullish(v.object({ prompt_tokens: v.nullish(v.number()), completion_tokens: v.nullish(v.number()) })),
});
type Completion = v.InferOutput<typeof CompletionSchema>;

/** The status of an answer that is none. */
class HttpFault extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`The model's server answered ${status}`);
    this.status = status;
  }
}

/** Throttles, failures on their side and what did not get through; not what is cancelled or makes no sense. */
const isPassing = (error: unknown): boolean =>
  error instanceof HttpFault ? error.status === 429 || error.status >= 500 : !(error instanceof v.ValiError);

function reasonOf(error: unknown): string {
  if (error instanceof v.ValiError || error instanceof SyntaxError) return 'what it answers is not understood.';
  if (!(error instanceof HttpFault)) return 'it does not answer. Try again later.';
  if (error.status === 401 || error.status === 403) return 'access to it is denied.';
  return `it refused the request (${error.status}).`;
}

/**
 * A model behind any server that speaks OpenAI's chat completions: vLLM, llama.cpp, Ollama and others. The form is a
 * function that it must call.
 *
 * @throws SophiaError model_service.failed when the address is none
 */
export function openOpenAICompatible(options: OpenAICompatibleOptions): LanguageModel {
  const { model, prices = { input: 0, output: 0 } } = options;
  const url = addressOf(options.url);

  const complete = async (request: FormRequest): Promise<Completion> => {
    const limit = AbortSignal.timeout(options.timeoutMilliseconds ?? 60_000);
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(options.apiKey !== undefined && { authorization: `Bearer ${options.apiKey}` }),
      },
      body: JSON.stringify(bodyOf(model, request)),
      redirect: 'error',
      signal: request.signal ? AbortSignal.any([request.signal, limit]) : limit,
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new HttpFault(response.status);
    }
    return v.parse(CompletionSchema, await response.json());
  };

  return {
    name: model,
    prices,
    async fill(request) {
      try {
        const work = () => complete(request);
        return filled(await retry(work, isPassing, { ...options.retries, signal: request.signal }), request);
      } catch (cause) {
        throw new SophiaError('model_service.failed', [], { reason: reasonOf(cause) }, { cause });
      }
    },
    async close() {
      // Every call is on its own.
    },
  };
}

function addressOf(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new SophiaError('model_service.failed', ['model-url'], {
      reason: 'its address is no http:// or https:// URL.',
    });
  }
  return `${given.replace(/\/+$/, '')}/chat/completions`;
}

const bodyOf = (model: string, { instructions, input, form, maxOutputTokens }: FormRequest): object => ({
  model,
  temperature: 0,
  max_tokens: maxOutputTokens,
  messages: [
    { role: 'system', content: instructions },
    { role: 'user', content: input },
  ],
  tools: [{ type: 'function', function: { name: form.name, description: form.description, parameters: form.schema } }],
  tool_choice: { type: 'function', function: { name: form.name } },
});

/** The arguments of the call; servers that know no tools write the form as text. Tokens that are not told are estimated. */
function filled({ choices, usage }: Completion, { instructions, input, form }: FormRequest): FilledForm {
  const message = choices[0]?.message;
  const written = message?.tool_calls?.find(call => call.function.name === form.name)?.function.arguments;
  const text = typeof written === 'string' ? written : (message?.content ?? '');
  const estimated = { input: mostTokens(instructions + input + JSON.stringify(form)), output: mostTokens(text) };
  return {
    content: typeof written === 'object' && written !== null ? written : jsonIn(text),
    tokens: {
      input: usage?.prompt_tokens ?? estimated.input,
      output: usage?.completion_tokens ?? estimated.output,
    },
  };
}

function jsonIn(text: string): unknown {
  const inner = /^\s*```(?:json)?\s*([\s\S]*?)\s*```\s*$/.exec(text)?.[1] ?? text;
  try {
    return JSON.parse(inner);
  } catch {
    return undefined;
  }
}
