import type { View } from '../../../../core/dashboards/view.ts';

/** What of a view can be fixed: its filters and window. What was clicked is the looker's own. */
export const fixedView = ({ filters, time }: View): View => ({ ...(filters && { filters }), ...(time && { time }) });
