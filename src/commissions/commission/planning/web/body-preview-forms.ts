import { factsOf } from '../../../../foundation/kernel/changed-facts.js';
import { ruleFacts } from '../../domain/body-changes.js';
import { rulesOf } from '../../domain/sitting-rules.js';
import type { ChangePreview } from '../../../../foundation/platform/web/index.js';
import type { BodyPreview } from '../../bodies/body-uses.js';
import { factsAfter } from '../../bodies/web/body-changes.presenter.js';
import { NEW_PERSON, type MemberValues } from '../body-members.js';
import { memberFields, settingsValues } from './bodies.form.js';

const HOME = '/commissions/instances';

/** Where a change that was seen is made, and what is sent there. */
export function formOf(preview: BodyPreview): Pick<ChangePreview, 'action' | 'values'> {
  const { body, kind, member, changed } = preview;
  const page = `${HOME}/${body.id}`;
  const own = `${page}/membres/${member?.id ?? 'nouveau'}`;
  switch (kind) {
    case 'identity': {
      const { name, establishmentIds } = factsAfter(body, preview);
      return { action: `${page}/identite`, values: { name, establishments: establishmentIds } };
    }
    case 'settings':
      return { action: page, values: settingsValues(factsAfter(body, preview)) };
    case 'rules':
      return { action: `/commissions/regles/${body.id}`, values: factsAfter(ruleFacts(rulesOf(body)), preview) };
    case 'member-add': {
      const values = factsOf(changed, 'after') as unknown as MemberValues;
      const person = member!.personKey === NEW_PERSON ? undefined : member!.personKey;
      return { action: own, values: { ...memberFields(values), person } };
    }
    case 'member-change':
      return { action: own, values: memberFields(factsAfter(member as unknown as MemberValues, preview)) };
    case 'member-end':
      return { action: `${own}/fin`, values: {} };
    case 'member-return':
      return { action: `${own}/retour`, values: {} };
  }
}
