export const SOURCES: readonly string[];
export function sourceFiles(): string[];
