/** An establishment that a list may name. */
export interface ListedEstablishment {
  readonly id: string;
  readonly name: string;
  readonly establishmentKind: string | null;
  readonly communeCode: string;
}
