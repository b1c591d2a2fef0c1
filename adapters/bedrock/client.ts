/** What is used of the client, by name: a bundle keeps no more of it, in a file that is read with the first use. */
export {
  BedrockRuntimeClient,
  ConverseCommand,
} from '@aws-sdk/client-bedrock-runtime';
export { NodeHttpHandler } from '@smithy/node-http-handler';
