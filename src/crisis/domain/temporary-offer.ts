/**
 * `proposed`: nobody has sent it yet. `left_out`: a person left it out. `sent`: the family is asked, and the seats are
 * held for it. `other_way`: the family has another solution. `no_need`: its child stays at home anyway. `expired`: it has
 * not answered in time. `withdrawn`: the closure was cancelled, or is over.
 */
export type TemporaryOfferState =
  'proposed' | 'left_out' | 'sent' | 'accepted' | 'other_way' | 'no_need' | 'expired' | 'withdrawn';
