import { SophiaError } from '../core/errors.ts';
import { type AwsOptions, clientOptions } from './aws/client-options.ts';
import { storeError } from './aws/faults.ts';

/** The text of a secret in Secrets Manager. @throws SophiaError storage.failed */
export async function readSecret(arn: string, options: AwsOptions = {}): Promise<string> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('./aws/secrets-client.ts');
  const client = new SecretsManagerClient(clientOptions(options));
  try {
    const { SecretString: text } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    if (text !== undefined) return text;
  } catch (error) {
    throw storeError(error, 'The secret');
  } finally {
    client.destroy();
  }
  throw failure('it is no text.');
}

/** An address, with the passwords in it, of a secret that is JSON with a member `url`. @throws SophiaError storage.failed */
export async function readSecretUrl(arn: string, options: AwsOptions = {}): Promise<string> {
  const text = await readSecret(arn, options);
  try {
    const { url } = JSON.parse(text) as { url?: unknown };
    if (typeof url === 'string' && URL.canParse(url)) return url;
  } catch {
    // The words of the parser would tell the secret.
  }
  throw failure('it is no JSON with a member url. Write it as {"url":"…"}.');
}

const failure = (reason: string): SophiaError => new SophiaError('storage.failed', [], { store: 'The secret', reason });
