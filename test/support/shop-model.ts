const entries = (lines: readonly string[]): string => lines.map(line => `      - ${line}\n`).join('');

/**
 * The model of a shop as YAML: its revenue by day, region and product, from a table `sales`.
 *
 * @param more metrics and datasets besides, each an object of YAML on a line
 */
export const shopModel = (more: { readonly metrics?: readonly string[]; readonly datasets?: readonly string[] } = {}) =>
  `
version: "1.0"
semantic_model:
  - name: shop
    datasets:
      - name: sales
        source: warehouse.public.sales
        fields:
          - {name: day, expression: day, datatype: Date, dimension: {is_time: true}}
          - {name: region, expression: region, datatype: String, dimension: {}}
          - {name: product, expression: product, datatype: String, dimension: {}}
          - {name: amount, expression: amount, datatype: Decimal}
${entries(more.datasets ?? [])}    metrics:
      - name: revenue
        expression: SUM(sales.amount)
        custom_extensions: [{vendor_name: COMMON, data: '{"unit":"USD","format":"currency","time_field":"sales.day"}'}]
${entries(more.metrics ?? [])}`;
