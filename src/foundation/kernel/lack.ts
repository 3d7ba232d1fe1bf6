/** Who can mend what is missing. `operator`: a command or a setting of the server. */
export type Mender = 'administrator' | 'coordinator' | 'director' | 'operator';

/** The parts of the page that lists what is missing, in its order. */
export const LACK_GROUPS = ['desks', 'offer', 'commissions', 'legal', 'sending', 'keeping', 'demonstration'] as const;
export type LackGroup = (typeof LACK_GROUPS)[number];

/** Something that is missing before families may come. */
export interface Lack {
  /** `desk-telephone`: names its sentence in the catalogue, `opening.lack.desk-telephone`. */
  readonly kind: string;
  readonly group: LackGroup;
  /** The desk, the establishment or the commission that lacks it; absent for what the whole house lacks. */
  readonly subject?: { readonly id: string; readonly name: string };
  readonly mender: Mender;
  /** The page where it is mended; null for what a command or a setting of the server mends. */
  readonly href: string | null;
  /** What comes first for whoever may not open that page; its words are `opening.before.<code>`. */
  readonly before?: { readonly code: string; readonly href: string };
  /** It is told before the opening, and keeps nobody out. */
  readonly isAdvice?: true;
}
