import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Metric } from './metrics.ts';

/** A picture of a dashboard. */
export interface Graph {
  readonly title: string;
  readonly metrics: readonly Metric[];
  /** Minutes that a point stands for. Default 5. */
  readonly period?: number | undefined;
  /** A line that must not be crossed. Default none. */
  readonly limit?: number | undefined;
}

/** Columns of CloudWatch's grid that a graph takes, and rows. */
const [width, height, columns] = [8, 6, 24] as const;

/** A dashboard of CloudWatch, its graphs three in a row. */
export function dashboard(name: string, part: string, graphs: readonly Graph[], child: pulumi.CustomResourceOptions) {
  const region = aws.getRegionOutput({}, child).region;
  const widgets = graphs.map(({ title, metrics, period = 5, limit }, index) => ({
    type: 'metric',
    x: (index * width) % columns,
    y: Math.floor((index * width) / columns) * height,
    width,
    height,
    properties: {
      title,
      region,
      view: 'timeSeries',
      period: period * 60,
      metrics: metrics.map(series),
      yAxis: { left: { min: 0 } },
      ...(limit !== undefined && { annotations: { horizontal: [{ label: 'limit', value: limit }] } }),
    },
  }));
  return new aws.cloudwatch.Dashboard(
    `${name}-${part}`,
    {
      // Dashboards are named for the whole account.
      dashboardName: `${pulumi.getProject()}-${pulumi.getStack()}-${name}-${part}`,
      dashboardBody: pulumi.jsonStringify({ widgets }),
    },
    child,
  );
}

const series = ({ namespace, name, dimensions = {}, statistic, label }: Metric) => [
  namespace,
  name,
  ...Object.entries(dimensions).flat(),
  { stat: statistic, ...(label && { label }) },
];
