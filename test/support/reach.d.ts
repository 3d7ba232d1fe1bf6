export function reachOf(path: string | null): void;
