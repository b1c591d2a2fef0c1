/** What a build runs, as CodeBuild reads it. */
export const buildspec = (commands: readonly string[]): string =>
  JSON.stringify({ version: '0.2', phases: { install: { commands: install }, build: { commands } } });

const install = ['npm ci'];

/** Pulumi acts as the role of deployments, whose credentials renew themselves, and runs the program by the project's own Node. */
const signIn = [
  'curl -fsSL https://get.pulumi.com | sh -s -- --version "$PULUMI_VERSION"',
  'export PATH="$PWD/node_modules/.bin:$HOME/.pulumi/bin:$PATH"',
  'mkdir -p ~/.aws',
  `printf '[profile deploy]\\nrole_arn=%s\\ncredential_source=EcsContainer\\n' "$DEPLOY_ROLE_ARN" > ~/.aws/config`,
  'export AWS_PROFILE=deploy',
  'pulumi login "$PULUMI_BACKEND"',
  'pulumi stack select "$STACK"',
];

/** Starts CodeDeploy for functions whose versions shift gradually, and waits until each has shifted or is back. */
const shift = [
  `pulumi stack output gradual_shifts --json > shifts.json 2>/dev/null || echo '[]' > shifts.json`,
  [
    `jq -c '.[]' shifts.json | while read -r shift; do`,
    `  function=$(echo "$shift" | jq -r .functionName); alias=$(echo "$shift" | jq -r .alias)`,
    '  current=$(aws lambda get-alias --function-name "$function" --name "$alias" --query FunctionVersion --output text)',
    '  target=$(echo "$shift" | jq -r .version)',
    '  [ "$current" = "$target" ] && continue',
    `  content=$(jq -nc --arg f "$function" --arg a "$alias" --arg c "$current" --arg t "$target" '{version: 0.0, Resources: [{shifted: {Type: "AWS::Lambda::Function", Properties: {Name: $f, Alias: $a, CurrentVersion: $c, TargetVersion: $t}}}]}')`,
    `  revision=$(jq -nc --arg content "$content" '{revisionType: "AppSpecContent", appSpecContent: {content: $content}}')`,
    '  id=$(aws deploy create-deployment --application-name "$(echo "$shift" | jq -r .application)" --deployment-group-name "$(echo "$shift" | jq -r .group)" --revision "$revision" --query deploymentId --output text)',
    '  aws deploy wait deployment-successful --deployment-id "$id" || exit 1',
    'done',
  ].join('\n'),
];

/** By the policy pack, where there is one. */
const judged = `\${POLICY_PACK:+--policy-pack "$POLICY_PACK"}`;

export const previewCommands: readonly string[] = [...signIn, `pulumi preview --diff --non-interactive ${judged}`];
export const deployCommands: readonly string[] = [...signIn, `pulumi up --yes --non-interactive ${judged}`, ...shift];
export const testCommands: readonly string[] = ['npm run typecheck', 'npm run lint', 'npm test'];
/** Both the page and the API must answer as themselves, within a minute. */
export const smokeCommands: readonly string[] = [
  'for url in $SMOKE_URLS; do curl -fsS --retry 6 --retry-delay 10 --retry-all-errors --max-time 10 "$url"; done',
];
