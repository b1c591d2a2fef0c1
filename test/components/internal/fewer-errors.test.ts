import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { build } from '../../../components/internal/bundle.ts';
import { fewerErrors } from '../../../components/internal/fewer-errors.ts';
import { temporaryFolder } from '../../support/folder.ts';

const folder = temporaryFolder('errors');

const part = `n0_registry.registerError(GoneException$2, GoneException2);
  n0_registry5.registerError(BusyException$, BusyException);
_s_registry.registerError(StoreServiceException$, StoreServiceException);
n0_registry.registerError(LostException$, LostException);
`;
const busy = `var BusyException = class _BusyException extends Base {\n  name = "BusyException";\n  $fault = "server";\n  $retryable = {};\n};`;

/** A function of a client of DynamoDB that says what it was told, bundled and unzipped. */
function program(): string {
  const root = mkdtempSync(path.join(folder, 'program-'));
  symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'));
  mkdirSync(path.join(root, 'out'));
  writeFileSync(
    path.join(root, 'told.ts'),
    `import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
     export const told = async (endpoint: string) => {
       const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
       const client = new DynamoDBClient({ region: 'us-east-1', endpoint, credentials, maxAttempts: 1 });
       try {
         await client.send(new PutItemCommand({ TableName: 't', Item: { id: { S: '1' } } }));
       } catch (error: any) {
         const known = error.name === 'ConditionalCheckFailedException';
         return { name: error.name, message: error.message, fault: error.$fault, item: known && error.Item, error: error instanceof Error };
       }
     };\n`,
  );
  const outcome = build({ entry: 'told.ts', root });
  if (outcome.kind === 'faults') throw new Error(JSON.stringify(outcome.faults));
  const files = Object.entries(unzipSync(readFileSync(path.join(root, outcome.bundle.archive))));
  for (const [name, contents] of files) writeFileSync(path.join(root, 'out', name), contents);
  return path.join(root, 'out/index.mjs');
}

/** What the function makes of an error of the service. */
async function told(module: string, type: string, body: object): Promise<unknown> {
  const server = createServer((_request, response) => {
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, ...body }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const script = `const { told } = await import(${JSON.stringify(module)});
      console.log(JSON.stringify(await told('http://127.0.0.1:${port}')));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
    return JSON.parse(stdout);
  } finally {
    server.close();
  }
}

describe('Errors of a service', () => {
  test('are left out unless the program names them, they are tried again, or they are the one of all', () => {
    const left = fewerErrors(part, new Set(['GoneException']), busy);
    expect(left).toBe(part.replace('n0_registry.registerError(LostException$, LostException);\n', ''));
  });

  test('say the same in a bundle, named by the program or not', async () => {
    const module = program();
    const item = { id: { S: '1' } };
    expect(await told(module, 'ConditionalCheckFailedException', { message: 'no', Item: item })).toEqual({
      name: 'ConditionalCheckFailedException',
      message: 'no',
      fault: 'client',
      item,
      error: true,
    });
    expect(await told(module, 'ItemCollectionSizeLimitExceededException', { message: 'too large' })).toEqual({
      name: 'ItemCollectionSizeLimitExceededException',
      message: 'too large',
      fault: 'client',
      item: false,
      error: true,
    });
  });
});
