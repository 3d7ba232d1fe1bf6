/**
 * The floor of the pages that anybody may read: Fastify alone, giving bytes it holds. Usage: node bench/public-floor.js
 * PORT, and on standard input one line of JSON: { "/path": { headers, body (base64) } }.
 */
import { text } from 'node:stream/consumers';
import Fastify from 'fastify';

const pages = JSON.parse(await text(process.stdin));
const server = Fastify();
for (const [path, { headers, body }] of Object.entries(pages)) {
  const bytes = Buffer.from(body, 'base64');
  server.get(path, (_request, reply) => reply.headers(headers).send(bytes));
}
await server.listen({ port: Number(process.argv[2]), host: '127.0.0.1' });
