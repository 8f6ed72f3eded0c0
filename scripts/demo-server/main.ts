/** `npx tsx scripts/demo-server/main.ts [port]`: runs the demo server until interrupted and prints its address. */
import { startDemoServer } from './server.ts';

const port = Number(process.argv[2] ?? 0);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('usage: main.ts [port]   (a whole number from 0 to 65535; 0 takes any free port)');
  process.exit(2);
}
const server = await startDemoServer({ port });
console.log(server.url);
const stop = (): void => {
  void server.close();
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
