/** One machine is every family and every portal here: what a server allows one of them in an hour is raised. What tests the limits sets its own. */
export const RAISED_LIMITS = { DRAFTS_AN_HOUR: '1000000', DEPOSITS_AN_HOUR: '1000000', API_DEPOSITS_AN_HOUR: '1000000', RECEIPTS_AN_HOUR: '1000000' };
