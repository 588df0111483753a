import type { Certainty } from '../../../shared/model/certainty.ts';
import type { FieldValue } from '../../../shared/model/field-value.ts';

/** What a caller can tell about a matter. */
export type Detail =
  | 'name'
  | 'email'
  | 'phone'
  | 'company'
  | 'street'
  | 'city'
  | 'state'
  | 'postal-code'
  | 'country'
  | 'account-number'
  | 'order-number'
  | 'case-number'
  | 'invoice-number'
  | 'policy-number'
  | 'claim-number'
  | 'booking-number'
  | 'reference-number'
  | 'second-reference-number'
  | 'room-number'
  | 'card-type'
  | 'product'
  | 'plan'
  | 'amount'
  | 'incident-date'
  | 'preferred-time';

/** One value somebody told, with its words. */
export type Heard = {
  detail: Detail;
  value: FieldValue;
  /** Index of the turn, and the span of its text. */
  turn: number;
  start: number;
  end: number;
  certainty: Certainty;
  reasons: readonly string[];
  /** The words a relative date was resolved from. */
  resolvedFrom: string | null;
};
