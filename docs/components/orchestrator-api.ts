import { NodeFunction, OrchestratorApi, UserDirectory } from 'sophia/components';

const people = new UserDirectory('api-people', { callbackUrls: ['https://dashboards.example.com'] });
const orchestrator = new NodeFunction('orchestrator', { entry: 'src/handler.ts' });
const api = new OrchestratorApi('api', {
  functions: { orchestrator },
  routes: [{ method: 'POST', path: '/api/v1/query', function: 'orchestrator', access: 'session' }],
  userPoolArn: people.userPoolArn,
});
export const url = api.url;
