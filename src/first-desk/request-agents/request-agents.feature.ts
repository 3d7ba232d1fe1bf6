import { In } from 'typeorm';
import { DossierModule, keepsOfFamily } from '../../dossier/dossier/index.js';
import { feature, join } from '../../foundation/platform/feature/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { AccountsModule } from '../../territory/accounts/index.js';
import { AgentAbsence, RequestAgent } from './persistence/request-agents.entities.js';
import { RequestAgents } from './request-agents.js';
import { REQUEST_AGENT_PAGES } from './staff-pages.js';
import { DayOfStandIn } from './web/day-of-stand-in.js';
import { Absences, RequestAgentPages } from './web/request-agents.pages.js';

/** Agents de suivi: who follows which request, and who stands in for whom. */
export const requestAgents = feature('request-agents', {
  uses: [DossierModule, AccountsModule],
  tables: [RequestAgent, AgentAbsence],
  services: [RequestAgents],
  own: [DayOfStandIn],
  pages: [RequestAgentPages, Absences],
  sends: [],
  joins: [
    join([Navigation], (navigation) => navigation.add(...REQUEST_AGENT_PAGES)),
    keepsOfFamily('request-agents deletes who followed a request', [RequestAgents], (agents) => ({
      forget: (tx, requestIds) => tx.delete(RequestAgent, { requestId: In([...requestIds]) }),
      exported: { name: 'followedBy', read: (requestIds) => agents.listOfAll(requestIds) },
    })),
  ],
});
