import { request } from 'node:http';

/** @returns what came, with its bytes as they were sent (compressed or not) and the length of its head */
export const get = (url, headers = {}) =>
  new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          bytes: Buffer.concat(chunks),
          head: response.rawHeaders.join('').length,
        }),
      );
    })
      .on('error', reject)
      .end();
  });

/** Waits until something answers at this address, a minute at most. */
export async function waitFor(url) {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await get(url).catch(() => null);
    if (answer) return;
    if (attempt > 1200) throw new Error(`Nothing answers at ${url}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
