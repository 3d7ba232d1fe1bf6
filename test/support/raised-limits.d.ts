export const RAISED_LIMITS: Record<string, string>;
