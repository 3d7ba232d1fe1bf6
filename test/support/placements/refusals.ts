/** Why an act on a place or an offer may be refused. Any other answer is a fault. */
export const KNOWN_REFUSALS: ReadonlySet<string> = new Set([
  'notFound.offer', 'notFound.placement', 'notFound.section', 'notFound.closing', 'notFound.request',
  'admission.age', 'admission.order', 'admission.past',
  'capacity.belowHeld', 'capacity.overAuthorised', 'capacity.overWeek', 'capacity.past',
  'closing.order', 'closing.overlaps', 'closing.past', 'closing.tooFar',
  'offer.expired', 'offer.notOpen',
  'placement.adaptationDay', 'placement.age', 'placement.agreeDates', 'placement.begun', 'placement.betterFollows', 'placement.changeDay', 'placement.changeFollows', 'placement.closedDay', 'placement.familyGivesUp',
  'placement.firstDay', 'placement.hasBegun', 'placement.moveChanged', 'placement.lastDay', 'placement.laterDay', 'placement.neverOpen', 'placement.noDates', 'placement.noFamily', 'placement.notAwaitedYet',
  'placement.notHeld', 'placement.notPending', 'placement.nothingToUndo', 'placement.requestWentOn', 'placement.sameSection', 'placement.secondSeat', 'placement.startDay', 'placement.started', 'placement.stayDay',
  'placement.thirtyDays', 'placement.transferStart',
  'request.bodyDecides', 'request.joined', 'request.wrongState',
  'seats.closed', 'seats.full', 'seats.nothing', 'seats.tooFar',
]);
