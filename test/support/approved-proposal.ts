import { payloadHash } from '../../electron/proposals/executor/payload-hash.ts';
import { commandProposal, insertProposal, isProposal } from '../../electron/proposals/proposal-store.ts';
import type { Store } from '../../electron/store/open-store.ts';
import type { Decider, Proposal } from '../../shared/model/proposal.ts';
import { sampleProposal } from './sample-proposal.ts';

const sam: Decider = { kind: 'supervisor', user: '005000000000001AAA', name: 'Sam Ortiz' };
let made = 1000;

/** A proposal that is on disk, approved. */
export async function approvedProposal(
  store: Store,
  id: string,
  given: Partial<Proposal> & { at?: number; by?: Decider; sendAt?: number } = {},
): Promise<Proposal> {
  made += 1;
  const number = made;
  const { at = number, by = sam, sendAt, ...rest } = given;
  const record = { object: 'Contact', id: `003-${id}`, name: id, detail: null };
  const waiting = sampleProposal({ id, reference: `P-${number}`, record, ...rest });
  await store.transact((tx) => insertProposal(store, tx, { proposal: waiting, requested: [], matter: id }, number));
  const { revision } = waiting;
  const command = {
    type: 'approve',
    id: `decision-${id}`,
    revision,
    by,
    at,
    edited: null,
    hash: payloadHash,
    sendAt,
  } as const;
  const approved = await commandProposal(store, id, command, at);
  if (!isProposal(approved)) throw new Error(approved.message);
  return approved;
}
