interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
}

/**
 * What a lock file takes from elsewhere, or without a sum: `npm ci` would fetch it. A package without an address comes
 * from the registry that npm is set to.
 */
export function unsafePackages(lock: { packages: Record<string, Locked> }): string[] {
  const entries = Object.entries(lock.packages).filter(([path, { link }]) => path !== '' && !link);
  const addresses = entries.flatMap(([, { resolved }]) => (resolved === undefined ? [] : [resolved]));
  const hosts = addresses.map((address) => (URL.canParse(address) ? new URL(address).host : ''));
  const usual = [...new Set(hosts)].sort(
    (one, other) => hosts.filter((host) => host === other).length - hosts.filter((host) => host === one).length,
  )[0];
  return entries
    .filter(
      ([, { resolved, integrity }]) =>
        !integrity?.startsWith('sha512-') ||
        (resolved !== undefined && !(resolved.startsWith('https://') && new URL(resolved).host === usual)),
    )
    .map(([path]) => path);
}
