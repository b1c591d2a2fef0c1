/** What is used of the reader of Parquet: a bundle keeps no more of it. */
export { parquetMetadataAsync } from 'hyparquet';
