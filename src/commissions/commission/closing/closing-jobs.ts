import type { Id } from '../../../foundation/kernel/ids.js';
import { jobType } from '../../../foundation/kernel/job-type.js';

/** A session admitted cases whose families have a place at least as good elsewhere. Their seats may be offered again. */
export const SEATS_LEFT = jobType<{ sessionId: Id }>('session.seats-left');

/** An offer ended without a place, and an admission had given way to it: its seats may still be free. */
export const TAKEN_UP_AGAIN = jobType<{ candidacyId: Id }>('session.taken-up-again');
