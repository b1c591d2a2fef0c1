import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as v from 'valibot';

export interface LakeColumn {
  readonly name: string;
  /** As Glue calls it: `string`, `bigint`, `decimal(18,2)`, `date` … */
  readonly type: string;
  readonly comment?: string | undefined;
}

/** A table over Parquet files. */
export interface LakeTable {
  readonly name: string;
  readonly columns: readonly LakeColumn[];
  /** Prefix of its files in the curated bucket. Default its name. */
  readonly location?: string | undefined;
  readonly comment?: string | undefined;
}

/** Types of columns that Athena reads out of Parquet. */
export const glueType = v.pipe(
  v.string(),
  v.regex(
    /^(string|boolean|tinyint|smallint|int|bigint|float|double|date|timestamp|binary|varchar\(\d+\)|char\(\d+\)|decimal\(\d+,\d+\))$/,
    'it is no type of Glue | Give string, bigint, double, decimal(18,2), date, timestamp or boolean.',
  ),
);

const parquet = {
  inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
  outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
  serDeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
};

/** Enters a table into the catalog. */
export function glueTable(
  lakehouse: string,
  { name, columns, location, comment }: LakeTable,
  database: aws.glue.CatalogDatabase,
  curated: aws.s3.Bucket,
  child: pulumi.CustomResourceOptions,
): aws.glue.CatalogTable {
  return new aws.glue.CatalogTable(
    `${lakehouse}-table-${name}`,
    {
      name,
      catalogId: database.catalogId,
      databaseName: database.name,
      // Glue keeps 2,048 characters of a description.
      description: comment?.slice(0, 2_048),
      tableType: 'EXTERNAL_TABLE',
      parameters: { EXTERNAL: 'TRUE', classification: 'parquet' },
      storageDescriptor: {
        location: pulumi.interpolate`s3://${curated.bucket}/${location ?? `${name}/`}`,
        columns: columns.map(column => ({
          name: column.name,
          type: column.type,
          // And 255 of a column's.
          comment: column.comment?.slice(0, 255),
        })),
        ...parquet,
      },
    },
    child,
  );
}
