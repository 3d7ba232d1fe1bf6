/** How ProConnect says that a person signed in there (OpenID Connect Core §2). */
export interface Strength {
  /** The level of the whole sign-in, e.g. `eidas2`. */
  readonly acr: string | undefined;
  /** The methods that were used, e.g. `pwd`, `otp`, `mfa`. */
  readonly amr: readonly string[];
}

/** Whether a sign-in elsewhere took two factors. @param accepted the values of `acr` that say so */
export const provesTwoFactors = ({ acr, amr }: Strength, accepted: readonly string[]): boolean =>
  (acr !== undefined && accepted.includes(acr)) || amr.includes('mfa');
