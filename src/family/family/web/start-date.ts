/** Where a family changes the day from which it wants care. */
export const startDateOf = (requestId: string): string =>
  `/mon-dossier/demandes/${requestId}/reponses/besoin#wantedFrom`;
