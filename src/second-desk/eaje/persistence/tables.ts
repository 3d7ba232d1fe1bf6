import { NobodyPresentRow } from './nobody-present.entity.js';
import { PresentList } from './present-list.entities.js';
import { StaffPlanRow } from './staff-plan.entity.js';
import { YearDraft } from './year-draft.entity.js';

/** The tables of this feature. */
export const EAJE_ENTITIES = [NobodyPresentRow, PresentList, StaffPlanRow, YearDraft];
