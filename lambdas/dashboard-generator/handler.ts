import { serve } from '../serve.ts';
import { createTelemetry } from '../telemetry.ts';
import { createGeneratorApp } from './app.ts';

const telemetry = () => createTelemetry('dashboard-generator', process.env['SOPHIA_METRICS_NAMESPACE'] ?? 'Sophia');

/** The API of the dashboard generator behind API Gateway. */
export const handler = serve(async () => createGeneratorApp(), telemetry);
