import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LanguageModel } from '../../core/ports/language-model.ts';
import type { Fault, ServiceDouble, ServiceResponse } from '../doubles/aws/server.ts';
import { codeOf, faultOf } from '../support/errors.ts';

export interface LanguageModelFixture {
  readonly name: string;
  /** A server that fills the form in with what `next` holds, and bills 100 tokens in and 20 out. */
  startServer(next: { content: unknown }): Promise<ServiceDouble>;
  /** A client that repeats at once and waits half a second for an answer. */
  open(url: string): LanguageModel;
  /** The service's answer to one who asks too often, and to one who may not. */
  readonly throttled: ServiceResponse;
  readonly denied: ServiceResponse;
}

/** What every language model keeps: rules M1 to M5. */
export function languageModelContract(fixture: LanguageModelFixture): void {
  describe(`language model: ${fixture.name}`, () => {
    const next: { content: unknown } = { content: undefined };
    let server: ServiceDouble;
    let model: LanguageModel;
    beforeAll(async () => {
      server = await fixture.startServer(next);
      model = fixture.open(server.url);
    });
    afterAll(async () => {
      await model.close();
      await server.stop();
    });

    const fill = (signal?: AbortSignal) =>
      model.fill({
        instructions: 'Fill in the form.',
        input: '{"question":"ünï 🚚"}',
        form: { name: 'plan', description: 'A plan', schema: { type: 'object', properties: {} } },
        maxOutputTokens: 50,
        signal,
      });

    test('M1 gives the form as it was filled in, and the tokens that are billed', async () => {
      next.content = { status: 'planned', plan: { limit: 3, where: [{ field: 'a.b' }] } };
      expect(await fill()).toEqual({ content: next.content, tokens: { input: 100, output: 20 } });
      const sent = server.requests.at(-1)!.body.toString();
      expect(sent).toContain('Fill in the form.');
      expect(sent).toContain('ünï 🚚');
    });

    test('M2 a form that was not filled in is no content, and is billed', async () => {
      next.content = undefined;
      expect(await fill()).toEqual({ content: undefined, tokens: { input: 100, output: 20 } });
    });

    test.each([
      ['throttled', { kind: 'respond', response: fixture.throttled }],
      ['failed', { kind: 'respond', response: { status: 500, body: '{"message":"internal"}' } }],
      ['not available', { kind: 'respond', response: { status: 503, body: '<html>' } }],
      ['cut', { kind: 'cut' }],
      ['silent', { kind: 'silent' }],
    ] satisfies [string, Fault][])('M3 a call that is %s is repeated, a few times', async (_, fault) => {
      next.content = { status: 'cannot' };
      server.fail(fault, { times: 2 });
      expect((await fill()).content).toEqual(next.content);
      server.fail(fault, { times: 10 });
      expect(await codeOf(fill())).toBe('model_service.failed');
      server.forget();
    });

    test('M4 what is denied is not repeated, and nothing of the account is told', async () => {
      server.fail({ kind: 'respond', response: fixture.denied });
      const before = server.requests.length;
      const fault = await faultOf(fill());
      expect([fault.code, server.requests.length - before]).toEqual(['model_service.failed', 1]);
      expect(fault.message).not.toMatch(/arn|\d{6}|secret/);
    });

    test('M5 an abort ends it at once', async () => {
      server.fail({ kind: 'silent' });
      const controller = new AbortController();
      const ended = codeOf(fill(controller.signal));
      controller.abort();
      expect(await ended).toBe('model_service.failed');
      server.forget();
    });
  });
}
