import { isAccessToken } from './access-token.ts';
import type { Call } from './call.ts';
import type { Proposal, ProposedValue } from './proposal.ts';
import { secondLook } from './record-match.ts';

/** Why no rule may approve a proposal, whatever it says; null where one may. A person still can. */
export function ruleBar(
  of: Pick<Proposal, 'call' | 'askers' | 'object'>,
  call: Pick<Call, 'sources'> | null,
): string | null {
  if (isAccessToken(of)) return 'It asks for an access token.';
  // What only an automation wants, a person wrote down; a rule that trusts it has to name it.
  const isAutomated = of.call === null && of.askers.every(({ kind }) => kind === 'automation');
  if (!isAutomated && (of.call === null || !call)) return 'It belongs to no call.';
  if (of.askers.some((asker) => asker.unverified)) return 'Who asked for it is not verified.';
  if (call?.sources.some((source) => source.unverified)) return 'Its call comes from a platform that signs nothing.';
  return null;
}

/** The same, and what its kind and its story forbid: none of it passes by itself. */
export function staticBar(
  of: Pick<
    Proposal,
    'call' | 'askers' | 'object' | 'operation' | 'personDecides' | 'recordFrom' | 'record' | 'recordMatch' | 'like'
  >,
  call: Pick<Call, 'sources' | 'caller'> | null,
): string | null {
  const bar = ruleBar(of, call);
  if (bar) return bar;
  if (of.operation === 'delete') return 'A deletion is decided by a person.';
  if (of.askers.some(({ kind }) => kind === 'supervisor')) return 'A person proposed it and decides about it.';
  if (of.personDecides) return of.personDecides;
  if (of.recordFrom === 'caller' && call?.caller.state === 'matched' && call.caller.person.certainty === 'unsure') {
    return 'It is unsure who is calling.';
  }
  if (secondLook(of)) return 'It is unsure whose record it is.';
  if (of.like && of.like.length > 0) return 'Records like it are there already.';
  return null;
}

/** What stands in the way of a rule's approval for now. */
export function momentBar({
  status,
  readiness,
  values,
}: Pick<Proposal, 'status' | 'readiness' | 'values'>): string | null {
  if (status.state !== 'waiting') return 'It is not waiting.';
  if (status.conflict) return 'The record was changed by somebody else.';
  if (status.confirming || status.problem) return 'Something went wrong with it before.';
  if (readiness.state !== 'ready') return 'It is not ready to be approved.';
  const doubtful = values.find(isDoubtful);
  if (doubtful) return `${doubtful.label} is ${doubtful.certainty === 'unsure' ? 'unsure' : 'doubtful'}.`;
  if (values.some(({ alternatives }) => alternatives.length > 0)) return 'Those who asked want different values.';
  return null;
}

/** By what was said, that is: of a call of which nothing is heard, only what was asked for is known. */
function isDoubtful({ certainty, evidence, marks = [] }: ProposedValue): boolean {
  return marks.length > 0 || (certainty === 'unsure' && evidence !== null);
}
