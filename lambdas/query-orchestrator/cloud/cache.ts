import { createLruCache } from '../../../adapters/lru-cache.ts';
import type { ResultCache } from '../../../core/ports/result-cache.ts';
import type { Telemetry } from '../../telemetry.ts';
import { faultOf } from '../problem.ts';
import type { CloudSettings } from '../settings.ts';

/** In memory, and what servers share behind it. A shared cache that can't be had is gone without, and logged. */
export async function openCache(
  { SOPHIA_CACHE_SECRET_ARN: arn }: CloudSettings,
  telemetry: Telemetry,
): Promise<ResultCache> {
  const memory = createLruCache();
  if (arn === undefined) return memory;
  const { readSecretUrl } = await import('../../../adapters/secrets-manager.ts');
  const { openRedisCache } = await import('../../../adapters/redis-cache.ts');
  const { layerCaches } = await import('../../../adapters/layered-cache.ts');
  const warn = seldom((fault: unknown) => {
    telemetry.log({ level: 'warning', message: 'The shared cache can not be used', fault: faultOf(fault) });
  });
  try {
    return layerCaches(memory, await openRedisCache({ url: await readSecretUrl(arn), onError: warn }));
  } catch (error) {
    warn(error);
    return memory;
  }
}

/** Called once a minute at most: a server that is down is tried every other second. */
function seldom<T>(work: (value: T) => void): (value: T) => void {
  let next = 0;
  return value => {
    if (performance.now() < next) return;
    next = performance.now() + 60_000;
    work(value);
  };
}
