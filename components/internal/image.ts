import * as aws from '@pulumi/aws';
import * as awsx from '@pulumi/awsx';
import * as pulumi from '@pulumi/pulumi';

/** A digest in the repository, `sha256:…`, as the delivery pipeline pushed it; or what to build where Docker is. */
export type ServiceImage =
  | { readonly digest: string }
  | { readonly build: { readonly context: string; readonly dockerfile?: string | undefined } };

/** The repository, encrypted and scanned, where a tag never changes its image, and the image that runs. */
export function imageOf(
  name: string,
  { image: wanted, deletionProtection }: { readonly image: ServiceImage; readonly deletionProtection: boolean },
  child: pulumi.CustomResourceOptions,
) {
  const repository = new aws.ecr.Repository(
    `${name}-repository`,
    {
      imageTagMutability: 'IMMUTABLE',
      forceDelete: !deletionProtection,
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: 'KMS' }],
    },
    child,
  );
  const selection = { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 20 };
  const rules = [{ rulePriority: 1, description: 'The last 20 images', selection, action: { type: 'expire' } }];
  new aws.ecr.LifecyclePolicy(
    `${name}-images`,
    { repository: repository.name, policy: JSON.stringify({ rules }) },
    child,
  );
  const image =
    'digest' in wanted
      ? pulumi.interpolate`${repository.repositoryUrl}@${wanted.digest}`
      : new awsx.ecr.Image(
          `${name}-image`,
          { repositoryUrl: repository.repositoryUrl, platform: 'linux/arm64', ...wanted.build },
          child,
        ).imageUri;
  return { repository, image };
}
