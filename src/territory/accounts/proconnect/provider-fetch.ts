/** ProConnect does not answer, or answers what nobody can use. The form of the password is there as ever. */
export class ProviderDown extends Error {}

/** Larger than any answer of a provider. */
const LARGEST_BYTES = 256 * 1024;

async function readBounded(answer: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > LARGEST_BYTES) throw new ProviderDown('an answer is too large');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/**
 * Asks the provider that the operator named, and no other host: the addresses that its description gives are its own.
 * It follows no redirection, waits as long as the signal allows, and reads a bounded answer.
 */
export function providerFetch(issuer: string): (url: string, options: object) => Promise<Response> {
  const { origin } = new URL(issuer);
  return async (url, options) => {
    if (new URL(url).origin !== origin) throw new ProviderDown('it leads to another host');
    try {
      const answer = await fetch(url, { ...options, redirect: 'manual' });
      const bytes = await readBounded(answer);
      if (answer.status >= 500) throw new ProviderDown(`it answers ${answer.status}`);
      return new Response(bytes.length === 0 ? null : bytes, { status: answer.status, headers: answer.headers });
    } catch (error) {
      if (error instanceof ProviderDown) throw error;
      throw new ProviderDown('it does not answer', { cause: error });
    }
  };
}
