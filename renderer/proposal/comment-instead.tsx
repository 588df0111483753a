import { useMutation } from '@tanstack/react-query';
import type { OpenCase } from '../../shared/contract/caller-contract.ts';
import type { Evidence } from '../../shared/model/evidence.ts';
import { isWaiting, type Proposal } from '../../shared/model/proposal.ts';
import { useConsole, useLine } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { useDecisions } from '../desk/decisions.tsx';
import { Note } from '../ui/note.tsx';
import { Press } from '../ui/press.tsx';
import { Failed } from '../ui/states.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { openCaseOn, useCallerPanel } from './use-caller-panel.ts';

type CommentInsteadProps = { of: Proposal; onProposed?: (proposal: string) => void };

/** Says of a new case that one is open on its matter, and offers to add to that instead. */
export function CommentInstead(props: CommentInsteadProps) {
  const { of } = props;
  if (!isWaiting(of) || of.operation !== 'create' || of.object !== 'Case' || of.call === null) return null;
  return <Offer {...props} call={of.call} />;
}

function Offer(props: CommentInsteadProps & { call: string }) {
  const { of, call, onProposed } = props;
  const { client } = useConsole();
  const decisions = useDecisions();
  const offline = useLine().state === 'open' ? null : 'Reconnecting: deciding waits until the console is back.';
  const panel = useCallerPanel(call, true);
  const told = wordsOf(of);
  const open = openCaseOn(`${textOf(of, 'Subject')} ${textOf(of, 'Description')}`, panel.data?.cases?.open ?? []);
  const instead = useMutation({
    mutationFn: async ({ record }: OpenCase) => {
      const propose = (evidence: Evidence | null) => {
        const values = [{ field: 'CommentBody', value: told.text, evidence }];
        return client.proposals.propose({ org: of.org, call, action: 'add_comment', record, values });
      };
      const comment = await propose(told.evidence).catch((error: unknown) => {
        // Words with a masked secret in them stand behind nothing a person proposes.
        if (refusalOf(error).code === 'masked') return propose(null);
        throw error;
      });
      const text = `Proposed as a comment on case ${record.name} instead (${comment.reference})`;
      await decisions.reject(of, { preset: 'other', text });
      return comment;
    },
    onSuccess: (comment) => onProposed?.(comment.id),
  });
  if (!open || told.text === '') return null;
  const busy = instead.isPending || decisions.busy(of.id) ? 'Sent, waiting for the console.' : null;
  return (
    <>
      <Note
        tone="quiet"
        actions={
          <Press refusedBecause={offline ?? busy} onPress={() => instead.mutate(open)}>
            Comment on {open.record.name} instead
          </Press>
        }
      >
        The caller has a case open on this: {open.record.name} <VisibleText text={open.record.detail ?? ''} />
        {open.status ? `, ${open.status}` : ''}.
      </Note>
      {instead.error ? <Failed problem={refusalOf(instead.error)} /> : null}
    </>
  );
}

/** What a comment would say: the most that was told of the matter. */
function wordsOf(of: Proposal) {
  const value = of.values.find(({ field, value: held }) => field === 'Description' && held) ?? null;
  const told = value ?? of.values.find(({ field }) => field === 'Subject') ?? null;
  return { text: typeof told?.value === 'string' ? told.value : '', evidence: told?.evidence ?? null };
}

function textOf(of: Proposal, field: string): string {
  return String(of.values.find((value) => value.field === field)?.value ?? '');
}
