import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { ECSClient } from '@aws-sdk/client-ecs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';

export interface Clients {
  readonly ecs: ECSClient;
  readonly scaling: ApplicationAutoScalingClient;
  readonly lambda: LambdaClient;
  readonly tagging: ResourceGroupsTaggingAPIClient;
}

/** Clients of a region; what else they need comes from the environment, as the SDK reads it. */
export function openClients(region: string): Clients {
  const options = { region, maxAttempts: 5, retryMode: 'standard' } as const;
  return {
    ecs: new ECSClient(options),
    scaling: new ApplicationAutoScalingClient(options),
    lambda: new LambdaClient(options),
    tagging: new ResourceGroupsTaggingAPIClient(options),
  };
}

export function closeClients(clients: Clients): void {
  for (const client of Object.values(clients) as { destroy(): void }[]) client.destroy();
}
