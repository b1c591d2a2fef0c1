import { isSophiaError, type SophiaError } from '../../core/errors.ts';

/** The typed error that a promise rejects with; fails when it resolves or rejects with anything else. */
export async function faultOf(promise: Promise<unknown>): Promise<SophiaError> {
  const error = await promise.then(
    value => new Error(`expected a fault, got ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (isSophiaError(error)) return error;
  throw error;
}

export const codeOf = async (promise: Promise<unknown>): Promise<string> => (await faultOf(promise)).code;
