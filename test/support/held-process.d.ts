export function tellOf(title: string): void;
