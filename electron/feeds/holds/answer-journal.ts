import type { JournalKind } from '../../../shared/model/journal-entry.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { appendJournal } from '../../journal/append-journal.ts';
import type { StoreTransaction } from '../../store/open-store.ts';
import type { AnswerRow } from './answer-store.ts';

/** What the doors are called where people read of them. */
const doorNames: Readonly<Record<string, string>> = {
  hold: 'in the held request',
  'late-door': 'in the live call',
  callback: 'at its callback address',
  mcp: 'in the held request',
  'asked-for': 'when it asked',
  'follow-up': 'by a follow-up',
};

type Told = Pick<AnswerRow, 'id' | 'feed' | 'tool_call' | 'call' | 'door' | 'outcome' | 'said'> & {
  of: Pick<Proposal, 'id' | 'reference' | 'org' | 'call'>;
  why?: string | null;
};

/** Writes down what became of an answer; what was said stands beside the line, not in it. */
export async function noteAnswer(
  tx: StoreTransaction,
  kind: Extract<JournalKind, `answer.${string}`>,
  { of, why, ...told }: Told,
  at: number,
): Promise<void> {
  await appendJournal(tx, [
    {
      at,
      kind,
      org: of.org,
      call: told.call ?? of.call,
      proposal: of.id,
      actor: 'Countersign',
      summary: `${of.reference}: ${sentence(kind, told)}`,
      detail: { answer: told.id, feed: told.feed, toolCall: told.tool_call, door: told.door, said: told.said, why },
    },
  ]);
}

function sentence(kind: string, { door, outcome }: Pick<Told, 'door' | 'outcome'>): string {
  const where = doorNames[door ?? ''] ?? '';
  const what = outcome === 'pending' ? 'that it waits' : `what came of it (${outcome})`;
  if (kind === 'answer.given') return `the agent was told ${what} ${where}`;
  if (kind === 'answer.uncertain') return `the agent may have been told ${what} ${where}`;
  return `the agent was not told ${what} ${where}`;
}
