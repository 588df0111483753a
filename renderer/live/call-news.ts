import type { Call } from '../../shared/model/call.ts';
import { platformName } from '../../shared/model/platform-name.ts';
import { phoneText } from '../ui/phone-text.ts';

/** One thing a call's platform told apart from its words. */
export type CallNews = { key: string; at: number | null; tone: 'quiet' | 'amber'; words: string; tag: string | null };

/** What is to be known of a call beside its words, newest last: how far it can be trusted, where it comes from, what happened in it. */
export function newsOf(call: Call): CallNews[] {
  const happened = [
    ...(call.transfers ?? []).map(({ at, to }, index) => ({
      key: `transfer ${index}`,
      at,
      tone: 'quiet' as const,
      words: to === null ? 'The caller was handed over.' : `The caller was handed over to ${phoneText(to)}.`,
      tag: 'transferred',
    })),
    ...(call.troubles ?? []).map(({ at, message }, index) => ({
      key: `trouble ${index}`,
      at,
      tone: 'amber' as const,
      words: message,
      tag: 'trouble',
    })),
  ].sort((a, b) => a.at - b.at);
  return [...unverified(call), ...sources(call), ...happened];
}

function unverified({ sources }: Call): CallNews[] {
  const unsigned = sources.filter((each) => each.unverified);
  if (unsigned.length === 0) return [];
  const who = unsigned.map(({ platform }) => platformName(platform)).join(' and ');
  return [
    {
      key: 'unverified',
      at: null,
      tone: 'amber',
      words: `${who} did not sign this: whoever knew the address and the secret may have sent it. No rule approves what is asked here, only a person.`,
      tag: 'unverified',
    },
  ];
}

function sources({ sources }: Call): CallNews[] {
  if (sources.length < 2) return [];
  const from = sources.map(({ platform, externalId }) => `${platformName(platform)} (${externalId})`).join(' and ');
  const carrier = sources.find((each) => each.carrierId !== null)?.carrierId;
  const joined = carrier ? `, joined by the carrier’s id ${carrier}` : '';
  return [{ key: 'sources', at: null, tone: 'quiet', words: `One call, told by ${from}${joined}.`, tag: 'sources' }];
}
