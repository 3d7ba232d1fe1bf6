export const RAISED_LIMITS: Record<string, string>;
export const SHARED_KEYS: Record<'FILES_KEYS' | 'AUDIT_KEY' | 'AUDIT_ANCHORS', string>;
