/** The site as an authenticator knows it: its key signs for this id and this origin alone. */
export interface RelyingParty {
  /** The host of the site, without its port (WebAuthn Level 3, §5.1.2). */
  readonly id: string;
  readonly origin: string;
}

/** A host as the URL standard writes an address: four numbers, or brackets. */
const NUMERIC = /^(\d+(\.\d+){3}|\[.*\])$/;

/**
 * @returns null where browsers make no passkeys: for a numeric address, and on plain http beyond this machine
 */
export function relyingPartyOf(baseUrl: string): RelyingParty | null {
  const { protocol, hostname, origin } = new URL(baseUrl);
  if (NUMERIC.test(hostname)) return null;
  return protocol === 'https:' || hostname === 'localhost' ? { id: hostname, origin } : null;
}
