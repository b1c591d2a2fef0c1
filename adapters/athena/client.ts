/** What is used of the client, by name: a bundle keeps no more of it, in a file that is read with the first use. */
export {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  paginateListTableMetadata,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
