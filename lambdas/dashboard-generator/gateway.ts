import type { Loader } from '../../core/dashboards/load.ts';
import { loadingInto } from './fitting.ts';
import { loadingWithin } from './within.ts';

/** What a gateway before the server passes of a load; everything where there is none. */
export interface GatewayLimits {
  readonly loadMilliseconds?: number | undefined;
  readonly loadBytes?: number | undefined;
}

/** The same loads, so that they pass. */
export function throughGateway(loader: Loader, { loadMilliseconds, loadBytes }: GatewayLimits): Loader {
  const timely = loadMilliseconds === undefined ? loader : loadingWithin(loader, loadMilliseconds);
  return loadBytes === undefined ? timely : loadingInto(timely, loadBytes);
}
