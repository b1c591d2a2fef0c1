import { startServer } from '../../local/server.ts';
import { openShop } from '../lambdas/platform.ts';

/** Serves the shop of a folder in a process of its own, for tests that kill it; prints what is needed to call it. */
const [directory = ''] = process.argv.slice(2);
const shop = await openShop(directory, { waitSeconds: 0.2 });
const server = await startServer({ ...shop.options, host: '127.0.0.1', port: 0 });
process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${server.port}`, passwords: shop.passwords })}\n`);
process.on('SIGTERM', () => {
  server.stop().then(() => process.exit(0));
});
