import type { Action } from '../../../shared/model/action.ts';
import type { RequestedValue } from '../../actions/requested-value.ts';
import { namingFields } from '../../actions/sought-record.ts';
import type { StoredProposal } from '../proposal-store.ts';
import { plain, sameRequest } from './merge-requested.ts';

/** What the rules would write now, in the form of a request. */
export type Wish = { action: Action; matter: string; requested: RequestedValue[]; pinnedTo: string; reasons: string[] };

/** What to do so that the open cards say what the rules say now. */
export type Reconciled =
  | { kind: 'propose'; wish: Wish }
  | { kind: 'revise'; proposal: string; wish: Wish }
  | { kind: 'withdraw'; proposal: string };

/** Compares what the rules say now with the call's proposals. What was decided is never asked again with the same values. */
export function reconcileSuggestions(wishes: readonly Wish[], held: readonly StoredProposal[]): Reconciled[] {
  const steps: Reconciled[] = [];
  const spoken = new Set<string>();
  for (const wish of wishes) {
    const same = held.filter(({ proposal: of }) => of.action === wish.action.key);
    const mine = same.filter((stored) => isSuggested(stored) && stored.matter === wish.matter);
    const open = mine.find(({ proposal: of }) => of.status.state === 'waiting');
    if (open) {
      spoken.add(open.proposal.id);
      if (!sameRequest(suggestedPart(open), wish.requested))
        steps.push({ kind: 'revise', proposal: open.proposal.id, wish });
      continue;
    }
    const decided = same.filter(
      ({ proposal: of }) => of.status.state !== 'waiting' && of.status.state !== 'superseded',
    );
    const left = remaining(wish, decided);
    if (left) steps.push({ kind: 'propose', wish: left });
  }
  for (const stored of held) {
    const { proposal: of } = stored;
    const onlySuggested = of.askers.every((each) => each.kind === 'suggestion');
    if (of.status.state === 'waiting' && onlySuggested && !spoken.has(of.id)) {
      steps.push({ kind: 'withdraw', proposal: of.id });
    }
  }
  return steps;
}

/** What of a wish is still to be asked: a create once per call, of an update only values nobody has decided on. */
function remaining(wish: Wish, decided: readonly StoredProposal[]): Wish | null {
  if (decided.length === 0) return wish;
  if (wish.action.operation === 'create') return null;
  const settled = new Map<string, Set<string>>();
  for (const { proposal: of, requested } of decided) {
    for (const { field, value } of of.values) addTo(settled, field, plain(value));
    for (const { field, raw } of requested) addTo(settled, field, plain(raw));
  }
  const naming = new Set(namingFields(wish.action));
  const open = wish.requested.filter(({ field, raw }) => !naming.has(field) && !settled.get(field)?.has(plain(raw)));
  if (open.length === 0) return null;
  return { ...wish, requested: wish.requested.filter((value) => naming.has(value.field) || open.includes(value)) };
}

function suggestedPart({ requested }: StoredProposal): RequestedValue[] {
  return requested.flatMap((value) => {
    if (value.askedBy === 'suggestion') return [value];
    const other = value.others.find((each) => each.askedBy === 'suggestion');
    return other ? [{ ...value, ...other }] : [];
  });
}

function isSuggested({ proposal: of }: StoredProposal): boolean {
  return of.askers.some((each) => each.kind === 'suggestion');
}

function addTo(map: Map<string, Set<string>>, field: string, value: string): void {
  const held = map.get(field) ?? new Set();
  map.set(field, held.add(value));
}
