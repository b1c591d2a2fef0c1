import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';

export interface WebAclSettings {
  /** Requests of one address in five minutes before it is blocked. */
  readonly requestsPerAddress: number;
  readonly logRetentionDays: number;
  readonly logKeyArn?: pulumi.Input<string> | undefined;
}

/** Rule sets that AWS keeps up to date, in the order that they are asked. */
const managedRules = [
  'AWSManagedRulesAmazonIpReputationList',
  'AWSManagedRulesAnonymousIpList',
  'AWSManagedRulesKnownBadInputsRuleSet',
  'AWSManagedRulesCommonRuleSet',
] as const;

/**
 * What is counted and let through: programs that call the API run at hosting providers, and bodies over 8 KiB are usual
 * for specifications of dashboards; the application has its own limit.
 */
const countedOnly: Readonly<Record<string, readonly string[]>> = {
  AWSManagedRulesAnonymousIpList: ['HostingProviderIPList'],
  AWSManagedRulesCommonRuleSet: ['SizeRestrictions_BODY'],
};

/** Files of any content come here, whose words are no attack: they are never run, and read in a process of their own. */
const uploads = { method: 'POST', path: '/api/v1/documents' };

/** Rules that would take what is written in a document for an attack. */
const notForUploads: readonly string[] = ['AWSManagedRulesCommonRuleSet'];

/** A firewall for what stands in the internet: AWS's rules, a limit for each address, and a log without credentials. */
export function protect(
  name: string,
  resourceArn: pulumi.Input<string>,
  { requestsPerAddress, logRetentionDays, logKeyArn }: WebAclSettings,
  child: pulumi.CustomResourceOptions,
): aws.wafv2.WebAcl {
  const acl = new aws.wafv2.WebAcl(
    `${name}-firewall`,
    {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility(`${name}-firewall`),
      rules: [
        {
          name: 'requests-per-address',
          priority: 0,
          action: { block: {} },
          statement: { rateBasedStatement: { limit: requestsPerAddress, aggregateKeyType: 'IP' } },
          visibilityConfig: visibility(`${name}-requests-per-address`),
        },
        ...managedRules.map((rule, index) => managedRule(name, rule, index + 1)),
      ],
    },
    child,
  );
  standBehind(name, resourceArn, acl.arn, child);
  const logs = new aws.cloudwatch.LogGroup(
    `${name}-firewall-logs`,
    // The service writes to groups of this prefix alone.
    { namePrefix: `aws-waf-logs-${name}-`, retentionInDays: logRetentionDays, kmsKeyId: logKeyArn },
    child,
  );
  new aws.wafv2.WebAclLoggingConfiguration(
    `${name}-firewall-logging`,
    {
      resourceArn: acl.arn,
      logDestinationConfigs: [logs.arn],
      redactedFields: [{ singleHeader: { name: 'authorization' } }, { singleHeader: { name: 'cookie' } }],
    },
    child,
  );
  return acl;
}

/** Puts a resource behind a firewall. One may stand before several: each is paid once, and looks at all requests. */
export const standBehind = (
  name: string,
  resourceArn: pulumi.Input<string>,
  webAclArn: pulumi.Input<string>,
  child: pulumi.CustomResourceOptions,
): aws.wafv2.WebAclAssociation =>
  new aws.wafv2.WebAclAssociation(`${name}-firewall-association`, { resourceArn, webAclArn }, child);

const visibility = (metricName: string) => ({
  cloudwatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: false,
});

const exactly = (searchString: string, fieldToMatch: { method: object } | { uriPath: object }) => ({
  byteMatchStatement: {
    searchString,
    fieldToMatch,
    positionalConstraint: 'EXACTLY',
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
});

const isUpload = {
  andStatement: {
    statements: [exactly(uploads.method, { method: {} }), exactly(uploads.path, { uriPath: {} })],
  },
};

const managedRule = (name: string, rule: (typeof managedRules)[number], priority: number) => ({
  name: rule,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name: rule,
      ...(notForUploads.includes(rule) && { scopeDownStatement: { notStatement: { statement: isUpload } } }),
      ruleActionOverrides: (countedOnly[rule] ?? []).map(some => ({ name: some, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: visibility(`${name}-${rule}`),
});
