/** What is used of the client, by name: a bundle keeps no more of it, in a file that is read with the first use. */
export {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
