/** By what somebody is written to, and where. */
export interface MemberWay {
  readonly channel: 'email' | 'letter';
  /** A mail address; or a name and a postal address, one line below another. */
  readonly recipient: string;
}

/** What is known of where a member can be written to. Absent is what nobody has said. */
export interface MemberContacts {
  readonly label: string;
  readonly email: string | null;
  readonly address: string | null;
  /** The mail address of the account that the member signs in with. */
  readonly accountEmail: string | null;
  /** Where the establishment or the desk is written to for which the member sits. */
  readonly seat: { readonly email: string | null; readonly address: string | null } | null;
}

/**
 * How a member is written to: by mail wherever there is an address for one, their own first. Null where nothing is
 * known: a letter without an address cannot be posted.
 */
export function wayTo({ label, email, address, accountEmail, seat }: MemberContacts): MemberWay | null {
  const mail = email || accountEmail || seat?.email;
  if (mail) return { channel: 'email', recipient: mail };
  const post = address || seat?.address;
  return post ? { channel: 'letter', recipient: `${label}\n${post}` } : null;
}
