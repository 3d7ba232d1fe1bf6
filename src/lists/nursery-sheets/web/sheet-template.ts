/** The columns that a sheet may have, as people write them in French. */
export const SHEET_COLUMNS = [
  'Établissement',
  'Commune',
  'Type',
  'Financement',
  'Gestionnaire',
  'Capacité agréée',
  'Adresse',
  'Téléphone',
  'Courriel',
  'Jours',
  'Ouverture',
  'Fermeture',
  'Section',
  'Âge dès (mois)',
  'Âge jusqu’à (mois)',
  'Places',
] as const;

/** Two lines of an invented nursery, so that whoever fills in the sheet sees how its sections are written. */
export const SHEET_EXAMPLE: readonly (readonly string[])[] = [
  ...[
    ['Crèche d’exemple', '', 'Multi-accueil', 'PSU', 'Commune', '30', '1 rue de l’Exemple', '03 85 00 00 00', ''],
  ].map((start) => [...start, 'lundi au vendredi', '07:30', '18:30', 'Bébés', '2', '15', '12']),
  ['Crèche d’exemple', '', '', '', '', '', '', '', '', '', '', '', 'Grands', '15', '36', '18'],
];
