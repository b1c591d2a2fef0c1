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
  throw new SophiaError('storage.failed', [], { store: 'The secret', reason: 'it is no text.' });
}
