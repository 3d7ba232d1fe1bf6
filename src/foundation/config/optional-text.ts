/** An empty setting is one that is not given. */
export const optionalText = ({ value }: { value: unknown }): unknown => (value === '' ? undefined : value);
