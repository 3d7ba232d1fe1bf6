import type { PointInput } from '../../first-desk/reception-points/index.js';
import type { Grant } from '../../foundation/platform/security/index.js';

export const DEMO_PASSWORD = 'un deux trois soleil';
/** The key of the codes of every account of the demonstration, whose page shows the code of the moment. */
export const DEMO_FACTOR_KEY = 'MARELLEMARELLEMARELLEMARELLEMARE';

export interface DemoPerson {
  readonly email: string;
  readonly name: string;
  /** Catalogue key of the sentence that says what the person does. */
  readonly role: string;
  readonly grants: readonly Grant[];
  /** The key of this person among the members of the bodies. */
  readonly personKey?: string;
}

/** One sign-in for each role, and a second one for each role that is bound to a place. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    email: 'rpe@marelle.example',
    name: 'Nadia, relais petite enfance',
    role: 'demo.role.rpe_agent',
    grants: [{ role: 'rpe_agent', deskId: 'rpe' }],
    personKey: 'rpe',
  },
  {
    email: 'pouilloux@marelle.example',
    name: 'Bruno, mairie de Pouilloux',
    role: 'demo.role.other_desk',
    grants: [{ role: 'rpe_agent', deskId: 'mairie-pouilloux' }],
  },
  {
    email: 'creche.montceau@marelle.example',
    name: 'Sophie, multi-accueil de Montceau',
    role: 'demo.role.eaje_director',
    grants: [{ role: 'eaje_director', establishmentId: 'ma-71306' }],
    personKey: 'director:ma-71306',
  },
  {
    email: 'creche.blanzy@marelle.example',
    name: 'Karim, multi-accueil de Blanzy',
    role: 'demo.role.eaje_director',
    grants: [{ role: 'eaje_director', establishmentId: 'ma-71040' }],
    personKey: 'director:ma-71040',
  },
  {
    email: 'gourdon@marelle.example',
    name: 'Inès, micro-crèche de Gourdon',
    role: 'demo.role.paje_director',
    grants: [{ role: 'eaje_director', establishmentId: 'mc-paje-71222' }],
  },
  {
    email: 'coordination@marelle.example',
    name: 'Claire, chargée de coopération',
    role: 'demo.role.coordinator',
    grants: [{ role: 'coordinator' }],
    personKey: 'chair:intercommunale',
  },
  {
    email: 'elue@marelle.example',
    name: 'Martine, élue de Montceau',
    role: 'demo.role.commission_member',
    grants: [{ role: 'commission_member', bodyId: 'montceau' }],
    personKey: 'chair:montceau',
  },
  {
    email: 'admin@marelle.example',
    name: 'Hugo, administration',
    role: 'demo.role.administrator',
    grants: [{ role: 'administrator' }],
  },
  {
    email: 'audit@marelle.example',
    name: 'Lucie, protection des données',
    role: 'demo.role.auditor',
    grants: [{ role: 'auditor' }],
  },
  {
    email: 'mairie@marelle.example',
    name: 'Élodie, mairie de Montceau-les-Mines',
    role: 'demo.role.door',
    grants: [{ role: 'door', pointId: 'mairie-montceau' }],
  },
];

/** The points d'accueil of the demonstration, by their ids. */
export const DEMO_POINTS: Readonly<Record<string, PointInput>> = {
  'mairie-montceau': { name: 'Mairie de Montceau-les-Mines', kind: 'town_hall', communeCodes: ['71306'] },
};
