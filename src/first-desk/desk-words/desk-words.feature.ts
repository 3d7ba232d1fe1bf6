import { In } from 'typeorm';
import { DossierModule, keepsOfFamily, tellsDesk, tellsFamilyOnce } from '../../dossier/dossier/index.js';
import { feature, join } from '../../foundation/platform/feature/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { mayWriteToFamily, readsOwnWords } from './desk-words.policy.js';
import { DESK_WORDS, DeskWords } from './desk-words.js';
import { WrittenWords } from './persistence/desk-words.entity.js';
import { DESK_WORDS_PAGES } from './staff-pages.js';
import { FamilyWords, RequestWordsPages } from './web/desk-words.pages.js';

/** Mots du guichet: what an agent writes to a family in words of their own. */
export const deskWords = feature('desk-words', {
  uses: [DossierModule],
  tables: [WrittenWords],
  services: [DeskWords],
  own: [],
  pages: [RequestWordsPages, FamilyWords],
  sends: [DESK_WORDS],
  joins: [
    join([Navigation], (navigation) => navigation.add(...DESK_WORDS_PAGES)),
    keepsOfFamily('desk-words deletes what was written to the family', [DeskWords], (written) => ({
      forget: (tx, requestIds) => tx.delete(WrittenWords, { requestId: In([...requestIds]) }),
      exported: { name: 'writtenByDesk', read: (requestIds) => written.listOfAll(requestIds) },
    })),
    tellsDesk('desk-words leads to where the desk writes', [DeskWords], (written) => ({
      may: mayWriteToFamily,
      read: (requestIds) => written.listNotices(requestIds),
    })),
    tellsFamilyOnce('desk-words leads to what the desk wrote', [DeskWords], (written) => ({
      may: readsOwnWords,
      read: (_dossierId, requestIds) => written.findFamilyNotice(requestIds),
    })),
  ],
});
