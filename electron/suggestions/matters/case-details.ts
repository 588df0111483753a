import type { SuggestedValue } from '../../../shared/model/suggestion.ts';
import type { CaseKind } from '../cues/case-kind.ts';
import { fieldByDetail } from '../details.ts';
import { amountsIn } from '../extract/amounts.ts';
import { incidentDatesIn } from '../extract/dates.ts';
import type { Detail, Heard } from '../extract/heard.ts';
import { cardTypesIn, interestsIn, preferredTimesIn, productsIn } from '../extract/products.ts';
import type { Hearing } from '../reading/hearing.ts';
import { toldAboutCaller } from './person.ts';
import { toValue } from './quote.ts';
import type { Raised } from './raised.ts';
import { settle } from './settle.ts';
import { toldReferences } from './told-references.ts';

/** What is asked about in each kind of case, beside who called and the numbers they named. */
const detailsByKind: Readonly<Record<CaseKind, readonly Detail[]>> = {
  'disputed-charge': ['amount', 'incident-date', 'card-type'],
  fraud: ['amount', 'incident-date', 'card-type'],
  'lost-card': ['incident-date', 'card-type'],
  'card-replacement': ['card-type'],
  'account-closure': ['product'],
  'device-damage': ['product'],
  'not-working': ['product', 'company'],
  'service-request': ['preferred-time'],
  'return-or-refund': [],
  'order-trouble': [],
  complaint: [],
};

/** The details of a case as fields. */
export function detailsOfCase(hearing: Hearing, { kind, turn }: Raised<CaseKind>): SuggestedValue[] {
  const wanted = detailsByKind[kind];
  const told: Heard[] = [
    ...toldAboutCaller(hearing, { company: wanted.includes('company') }),
    ...toldReferences(hearing, { unnamedFrom: hearing.guarded.banking ? null : shortestUnnamed(kind) }),
    ...wanted.flatMap((detail) => settled(hearing, detailHeard(hearing, { detail, kind, turn }))),
  ];
  return told.flatMap((heard) => {
    const field = fieldByDetail.create_case[heard.detail];
    return field ? [toValue(hearing, field, heard)] : [];
  });
}

/** With trouble, callers give a short customer number beside their name; elsewhere such a number may be a secret. */
function shortestUnnamed(kind: CaseKind): number | null {
  if (kind === 'not-working') return 4;
  return kind === 'account-closure' ? 7 : null;
}

function settled(hearing: Hearing, found: readonly Heard[]): Heard[] {
  const heard = settle(found, hearing.turns);
  return heard ? [heard] : [];
}

function detailHeard(
  hearing: Hearing,
  { detail, kind, turn }: { detail: Detail; kind: CaseKind; turn: number },
): Heard[] {
  switch (detail) {
    case 'amount':
      return amountsIn(hearing, kind === 'disputed-charge' ? turn : null);
    case 'incident-date':
      return incidentDatesIn(hearing, turn);
    case 'card-type':
      return cardTypesIn(hearing);
    case 'product':
      return kind === 'account-closure' ? interestsIn(hearing) : productsIn(hearing);
    case 'preferred-time':
      return preferredTimesIn(hearing);
    default:
      return [];
  }
}
