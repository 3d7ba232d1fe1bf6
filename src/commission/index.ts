import { Body, BodyMember, CommissionSession, Candidacy } from './persistence/commission.entities.js';

export { Body, BodyMember, CommissionSession, Candidacy };
export const COMMISSION_ENTITIES = [Body, BodyMember, CommissionSession, Candidacy];
