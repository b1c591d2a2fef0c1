/** What is used of the client, by name: a bundle keeps no more of it, in a file that is read with the first use. */
export {
  CancelStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';
