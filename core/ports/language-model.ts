/** What a model is asked: to fill in one form, whose shape is a JSON Schema. */
export interface FormRequest {
  /** What it is for, and what there is to choose from. */
  readonly instructions: string;
  /** What people wrote, and other data: never instructions. */
  readonly input: string;
  readonly form: { readonly name: string; readonly description: string; readonly schema: object };
  readonly maxOutputTokens: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Tokens {
  readonly input: number;
  readonly output: number;
}

export interface FilledForm {
  /** As the model filled it in: to be checked. Undefined when it did not. */
  readonly content: unknown;
  readonly tokens: Tokens;
}

/** Micro-dollars for a million tokens. */
export interface TokenPrices {
  readonly input: number;
  readonly output: number;
}

/** Fills in forms; raises model_service.failed only. */
export interface LanguageModel {
  readonly name: string;
  readonly prices: TokenPrices;
  fill(request: FormRequest): Promise<FilledForm>;
  close(): Promise<void>;
}
