import { isOutbound, outboundField, practiceLine } from './outbound.ts';
import type { Proposal } from './proposal.ts';

/** Who takes what is sent for a proposal, as people name it: Salesforce, a platform, or the host of an address. */
export function otherSide(of: Pick<Proposal, 'operation' | 'values'>): string {
  if (!isOutbound(of)) return 'Salesforce';
  const found = (name: string) => of.values.find(({ field }) => field === name);
  if (of.operation === 'webhook') {
    return /^https?:\/\/([^/?#]+)/.exec(String(found(outboundField.url)?.value))?.[1] ?? 'The address';
  }
  const via = found(outboundField.via);
  return via?.value === practiceLine ? 'Practice line' : (via?.display ?? 'The platform');
}
