import { isAccessToken } from './access-token.ts';
import type { Call } from './call.ts';
import type { Proposal } from './proposal.ts';

/** Why no rule may approve a proposal, whatever it says; null where one may. A person still can. */
export function ruleBar(
  of: Pick<Proposal, 'call' | 'askers' | 'object'>,
  call: Pick<Call, 'sources'> | null,
): string | null {
  if (isAccessToken(of)) return 'Whoever holds an access token can write without Countersign.';
  if (of.call === null || !call) return 'It belongs to no call.';
  if (of.askers.some((asker) => asker.unverified)) return 'Who asked for it is not verified.';
  if (call.sources.some((source) => source.unverified)) return 'Its call comes from a platform that signs nothing.';
  return null;
}
