/** What fills the placeholders of a message. */
export type MessageArgs = Readonly<Record<string, string | number | boolean | null | undefined>>;
