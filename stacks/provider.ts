import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Settings } from './settings/schema.ts';

/** The provider of everything: it puts the tags on all that can have some, and speaks to an emulator when told to. */
export function awsProvider({ environment, region }: Settings): aws.Provider {
  const config = new pulumi.Config('aws');
  const flags = ['skipCredentialsValidation', 'skipRequestingAccountId', 'skipMetadataApiCheck', 's3UsePathStyle'];
  return new aws.Provider('aws', {
    region: region as aws.Region,
    // Those of the default provider, by which functions ask AWS while the program runs.
    ...Object.fromEntries(
      flags.map(flag => [flag, config.getBoolean(flag)]).filter(([, value]) => value !== undefined),
    ),
    accessKey: config.get('accessKey'),
    secretKey: config.getSecret('secretKey'),
    endpoints: config.getObject<aws.types.input.ProviderEndpoint[]>('endpoints'),
    defaultTags: {
      tags: {
        Project: pulumi.getProject(),
        Environment: environment,
        Stack: pulumi.getStack(),
        ManagedBy: 'pulumi',
      },
    },
    // How a paused stack was lies in a tag: an update meanwhile, or a refresh, must not take it away.
    ignoreTags: { keys: ['sophia-paused'] },
  });
}
