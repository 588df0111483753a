/** What a case may be about. */
export type CaseKind =
  | 'disputed-charge'
  | 'lost-card'
  | 'card-replacement'
  | 'account-closure'
  | 'device-damage'
  | 'not-working'
  | 'fraud'
  | 'service-request'
  | 'return-or-refund'
  | 'order-trouble'
  | 'complaint';
