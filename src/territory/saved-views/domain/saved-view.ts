/** The longest name of a view, in characters. */
export const LONGEST_NAME = 40;
/** The most views that one person keeps of one list: a line of words, not a list of its own. */
export const MOST_VIEWS = 12;

/** The address of a list with its filters: codes, days and ids of this site, never a name nor another site. */
const LIST_ADDRESS = /^\/(?!\/)[a-z0-9/-]{1,120}\?[\w=&%.:~-]{1,400}$/;

export const isListAddress = (address: string): boolean => LIST_ADDRESS.test(address);

/** Which list an address is of: all of it but the filters. */
export const listOf = (address: string): string => address.split('?')[0]!;
