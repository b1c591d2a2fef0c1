import { jsonAnswer, jsonFault, ServiceDouble } from './server.ts';

/** GetSecretValue of AWS Secrets Manager over HTTP, from its API Reference. */
export function startSecretsManager(secrets: ReadonlyMap<string, string | Uint8Array>): Promise<ServiceDouble> {
  return ServiceDouble.start(({ operation, body }) => {
    if (operation !== 'GetSecretValue') return jsonFault(400, 'InvalidRequestException');
    const { SecretId: id } = JSON.parse(body.toString()) as { SecretId: string };
    const secret = secrets.get(id);
    if (secret === undefined) return jsonFault(400, 'ResourceNotFoundException', `can't find ${id}`);
    const value =
      typeof secret === 'string' ? { SecretString: secret } : { SecretBinary: Buffer.from(secret).toString('base64') };
    return jsonAnswer({ ARN: id, Name: 'secret', VersionId: 'v1', VersionStages: ['AWSCURRENT'], ...value });
  });
}
