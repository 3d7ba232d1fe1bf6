export const MESSAGE_CHANNELS = ['email', 'sms', 'letter', 'phone'] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];
