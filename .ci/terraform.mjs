// Hands a stack's resources to Terraform's AWS provider: `terraform.mjs validate|plan|apply STACK [FILE]`.
// The tool beside the project writes them down; arguments that Pulumi calls otherwise than Terraform are missing there
// and are added here, and so is the order that Pulumi knows. Plans go to FILE; `apply` makes everything in an emulator.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const tool = '../shared/tools/stack-lab/stack-lab.mjs';
const [verb, stack, file] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'sophia-terraform-'));

/** Token of Pulumi's type -> type of Terraform, and the arguments that have another name there. */
const renamed = {
  'aws:lambda/permission:Permission': ['aws_lambda_permission', { function: 'function_name' }],
  'aws:sns/topicSubscription:TopicSubscription': ['aws_sns_topic_subscription', { topic: 'topic_arn' }],
  'aws:apigateway/deployment:Deployment': ['aws_api_gateway_deployment', { restApi: 'rest_api_id' }],
  'aws:apigateway/stage:Stage': ['aws_api_gateway_stage', { restApi: 'rest_api_id', deployment: 'deployment_id' }],
  'aws:apigateway/methodSettings:MethodSettings': ['aws_api_gateway_method_settings', { restApi: 'rest_api_id' }],
  'aws:apigateway/basePathMapping:BasePathMapping': ['aws_api_gateway_base_path_mapping', { restApi: 'api_id' }],
};
/** What moto's server says of what it has not; what it has is made. */
const emulatorLacks = [
  /exceeded maximum number of attempts.*StatusCode: (500|501)|not yet implemented|NotImplemented|has not been implemented/i,
  /StatusCode: 404.*(Not yet implemented|invalid character '<')/,
  /Budgets: (ListTagsForResource|DescribeNotifications|DescribeSubscribers)/,
  /CacheClusterNotFound/,
];

/** Runs a command in the folder of what was written down. */
const terraform = (...args) =>
  spawnSync('terraform', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, TF_CLI_CONFIG_FILE: path.join(folder, 'cli.tfrc'), CHECKPOINT_DISABLE: '1' },
  });

/** What the tool says but for the arguments that are mended here. */
function writtenDown() {
  const record = path.join(folder, 'recorded.json');
  const args = [tool, 'validate', stack, '--quiet', '--keep', folder, '--json', record];
  // No image is built here; one that is there already has a digest. In moto, a table's copies never come to be.
  const settings = [`image_digest=sha256:${'0'.repeat(64)}`, ...(verb === 'apply' ? ['replica_region='] : [])];
  const config = settings.flatMap(setting => ['--config', `sophia:${setting}`]);
  const { stdout, stderr } = spawnSync(process.execPath, [...args, ...config], { encoding: 'utf8' });
  const known = Object.entries(renamed).flatMap(([token, [, names]]) =>
    Object.keys(names).map(name => `(${token}).${name}: `),
  );
  const faults = stdout
    .slice(0, stdout.indexOf('the AWS provider says:') + 1 || undefined)
    .split('\n')
    .filter(line => line.includes('the AWS provider has no such argument'))
    .filter(line => !known.some(name => line.includes(name)));
  const said = stdout.split('\n').filter(line => /registered in|^not tried|^error|^warning/.test(line));
  console.log([...said, ...faults].join('\n'));
  if (stderr.includes('provider is not on this machine')) {
    console.log("Not run: Terraform's AWS provider is not there");
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  }
  if (!/registered in .* exit code 0/.test(stdout)) throw new Error(`The program failed. ${stdout}${stderr}`);
  if (faults.length > 0) throw new Error(`${faults.length} arguments are unknown to the provider.`);
  return JSON.parse(readFileSync(record, 'utf8')).resources;
}

/** Adds what is missing, and what must be there before what. */
function complete(resources) {
  const draft = JSON.parse(readFileSync(path.join(folder, 'main.tf.json'), 'utf8'));
  const addresses = new Map();
  for (const { urn, name, type, custom } of resources) {
    const wanted = renamed[type]?.[0];
    const types = Object.keys(draft.resource).filter(one => draft.resource[one][name] && (!wanted || one === wanted));
    // Few have the same name; which of them is meant shows in the type's last word.
    const last = type.split(':').at(-1).toLowerCase();
    const found = types.length > 1 ? types.filter(one => one.replaceAll('_', '').endsWith(last)) : types;
    if (custom && found.length === 1) addresses.set(urn, { type: found[0], name });
  }
  for (const { urn, type, inputs, dependencies } of resources) {
    const address = addresses.get(urn);
    if (!address) continue;
    const body = draft.resource[address.type][address.name];
    for (const [pulumi, theirs] of Object.entries(renamed[type]?.[1] ?? {})) body[theirs] = inputs[pulumi];
    const endpoint = body.endpoint_configuration;
    if (typeof endpoint?.types === 'string') endpoint.types = [endpoint.types];
    if (inputs.region && inputs.region !== home) body.provider = elsewhere(draft, inputs.region);
    const first = dependencies.map(one => addresses.get(one)).filter(one => one !== undefined);
    const stage = first.find(one => one.type === 'aws_api_gateway_stage');
    // Scanners see what belongs together by what refers to what.
    if (stage && body.stage_name) body.stage_name = `\${${stage.type}.${stage.name}.stage_name}`;
    if (first.length > 0) body.depends_on = first.map(one => `${one.type}.${one.name}`);
  }
  write(draft);
  return draft;
}

const write = draft => writeFileSync(path.join(folder, 'main.tf.json'), JSON.stringify(draft, undefined, 1));

/** The region of the stack, and the provider of another one. */
const home = 'us-east-1';
function elsewhere(draft, region) {
  const [first] = [draft.provider.aws].flat();
  draft.provider.aws = [first, { ...first, region, alias: 'elsewhere' }];
  return 'aws.elsewhere';
}

/** What settings name as being there already, which an empty emulator must get first; and what moto's server can't read. */
function presuppose(draft) {
  // The tool beside the project doesn't know this service: left to itself, it would be asked of AWS.
  for (const { endpoints } of [draft.provider.aws].flat()) endpoints.computeoptimizer = endpoints.s3;
  const names = /"zone_id":"Z[A-Z0-9]+"/g;
  const certificates = /"arn:aws:acm:[^"]+"/g;
  const text = JSON.stringify(draft.resource)
    .replaceAll(names, `"zone_id":"\${aws_route53_zone.given.zone_id}"`)
    .replaceAll(certificates, `"\${aws_acm_certificate.given.arn}"`);
  draft.resource = JSON.parse(text);
  draft.resource.aws_route53_zone = { given: { name: 'example.com' } };
  draft.resource.aws_acm_certificate = { given: { domain_name: '*.example.com', validation_method: 'DNS' } };
  // Preflights are answered by the gateway itself, and moto's server fails on a definition with such answers in it.
  for (const api of Object.values(draft.resource.aws_api_gateway_rest_api)) {
    const definition = JSON.parse(api.body);
    for (const methods of Object.values(definition.paths)) delete methods.options;
    api.body = JSON.stringify(definition);
  }
  write(draft);
}

function validate() {
  const { valid, diagnostics } = JSON.parse(terraform('validate', '-json').stdout);
  for (const { severity, summary, detail, address } of diagnostics) {
    console.log(`${severity}: ${address ?? ''} ${summary} ${detail}`.replaceAll(/\s+/g, ' '));
  }
  if (!valid || diagnostics.length > 0) throw new Error('The AWS provider refuses it.');
  console.log(`${stack}: valid`);
}

/** An emulator at the address that was written down, for as long as it is needed. */
async function emulated(draft, work) {
  const address = new URL([draft.provider.aws].flat()[0].endpoints.s3);
  const server = spawn('moto_server', ['-H', address.hostname, '-p', address.port], {
    stdio: 'ignore',
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' },
  });
  try {
    for (let tries = 0; tries < 300 && !(await fetch(`${address.href}moto-api/`).catch(() => undefined)); tries++)
      await pause(200);
    work();
  } finally {
    server.kill();
  }
}

function plan() {
  const made = terraform('plan', '-no-color', '-out=plan.bin');
  if (made.status !== 0) throw new Error(made.stderr);
  writeFileSync(file, terraform('show', '-json', 'plan.bin').stdout);
}

function apply(draft) {
  presuppose(draft);
  const { stdout } = terraform('apply', '-auto-approve', '-json', '-parallelism=20');
  const failures = stdout
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line))
    .filter(message => message['@level'] === 'error');
  const errors = failures.map(({ '@message': text, diagnostic }) =>
    `${text} ${diagnostic?.detail ?? ''}`.replaceAll(/\s+/g, ' '),
  );
  const lacking = errors.filter(error => emulatorLacks.some(pattern => pattern.test(error)));
  for (const error of errors) {
    console.log(`${lacking.includes(error) ? 'the emulator lacks' : 'not made'}: ${error.slice(0, 600)}`);
  }
  const made = new Set(terraform('state', 'list').stdout.trim().split('\n'));
  const wanted = Object.entries(draft.resource).flatMap(([type, some]) =>
    Object.keys(some).map(name => `${type}.${name}`),
  );
  const failed = new Set(failures.map(({ diagnostic }) => diagnostic?.address));
  const waiting = wanted.filter(address => !made.has(address) && !failed.has(address));
  if (waiting.length > 0) console.log(`not tried, since it stands on these: ${waiting.join(', ')}`);
  console.log(
    `${stack}: ${wanted.filter(address => made.has(address)).length} of ${wanted.length} made, ${lacking.length} refused for what the emulator lacks`,
  );
  if (errors.length > lacking.length) throw new Error('Not everything was made.');
}

try {
  const draft = complete(writtenDown());
  validate();
  if (verb === 'plan') await emulated(draft, plan);
  if (verb === 'apply') await emulated(draft, () => apply(draft));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
