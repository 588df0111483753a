import { useMutation } from '@tanstack/react-query';
import type { OpenCase } from '../../../shared/contract/caller-contract.ts';
import { isWaiting, type Proposal } from '../../../shared/model/proposal.ts';
import { useConsole, useLine } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { useDecisions } from '../../desk/decisions.tsx';
import { Note } from '../../ui/note.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { openCaseOn, useCallerPanel } from '../use-caller-panel.ts';

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
  const open = openCaseOn(`${textOf(of, 'Subject')} ${textOf(of, 'Description')}`, panel.data?.cases?.open ?? []);
  const instead = useMutation({
    mutationFn: ({ record: on }: OpenCase) =>
      client.proposals.commentInstead({ proposal: of.id, revision: of.revision, on }),
    onSuccess: (comment) => onProposed?.(comment.id),
  });
  if (!open) return null;
  const busy = instead.isPending || decisions.busy(of.id) ? 'Sent, waiting for the console.' : null;
  const reading = of.readiness.state === 'preparing' ? 'The record is still being read.' : null;
  return (
    <>
      <Note
        tone="quiet"
        actions={
          <Press refusedBecause={offline ?? busy ?? reading} onPress={() => instead.mutate(open)}>
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

function textOf(of: Proposal, field: string): string {
  return String(of.values.find((value) => value.field === field)?.value ?? '');
}
