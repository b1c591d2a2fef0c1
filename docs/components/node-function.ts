import { NodeFunction, read, SessionStore, table } from 'sophia/components';

const store = new SessionStore('function-store');
const { arn } = store.tables.sessions;
const report = new NodeFunction('report', {
  entry: 'src/handler.ts',
  grants: [read(table(arn, store.keyArn))],
  schedule: 'cron(0 6 * * ? *)',
});
export const functionName = report.functionName;
