import { paginateGetResources } from '@aws-sdk/client-resource-groups-tagging-api';
import type { Clients } from './clients.ts';

/** What of a stack can be paused, by ARN. */
export interface Pausable {
  readonly services: readonly string[];
  readonly functions: readonly string[];
}

/** Functions that answer; those that only report or move people over go on, they cost nothing until they are called. */
const answering = /:function:.*(query-orchestrator|dashboard-generator)/;

/** Finds services and functions by the tags that the stack's provider puts on everything. */
export async function findPausable({ tagging }: Clients, project: string, stack: string): Promise<Pausable> {
  const arns: string[] = [];
  const pages = paginateGetResources(
    { client: tagging },
    {
      TagFilters: [
        { Key: 'Project', Values: [project] },
        { Key: 'Stack', Values: [stack] },
      ],
      ResourceTypeFilters: ['ecs:service', 'lambda:function'],
    },
  );
  for await (const page of pages) {
    for (const { ResourceARN } of page.ResourceTagMappingList ?? []) if (ResourceARN) arns.push(ResourceARN);
  }
  const sorted = arns.toSorted();
  return {
    services: sorted.filter(arn => arn.includes(':ecs:')),
    functions: sorted.filter(arn => answering.test(arn)),
  };
}
