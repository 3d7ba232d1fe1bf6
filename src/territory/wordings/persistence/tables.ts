import { MessageTextProposal } from './message-text-proposal.entity.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const WORDINGS_ENTITIES = [MessageTextProposal];
