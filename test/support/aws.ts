/** Clients of doubles sign their requests like any other; the double does not check who they are. */
process.env['AWS_ACCESS_KEY_ID'] = 'double';
process.env['AWS_SECRET_ACCESS_KEY'] = 'double';
process.env['AWS_EC2_METADATA_DISABLED'] = 'true';

export const region = 'us-east-1';

/** Address of an emulator of AWS that runs at the moment, for checking the doubles against. */
export const emulator = process.env['SOPHIA_AWS_EMULATOR'];

/** Tables with the keys that the stores have. */
export async function makeTables(endpoint: string, names: readonly string[]): Promise<void> {
  const { CreateTableCommand, DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  const client = new DynamoDBClient({ region, endpoint });
  for (const TableName of names) {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk'].map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      }),
    );
  }
  client.destroy();
}
