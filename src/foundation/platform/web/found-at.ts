/**
 * Thrown where what is asked for has another page by now, such as a draft that was sent. A browser is sent there, and
 * what it brought is dropped.
 */
export class FoundAt extends Error {
  /** @param notice catalogue key of a sentence shown once on that page */
  constructor(
    readonly page: string,
    readonly notice: string,
  ) {
    super(`Found at ${page}`);
  }
}
