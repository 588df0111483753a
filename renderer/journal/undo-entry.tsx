import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { cardPath } from '../../shared/model/desk-filter.ts';
import { useConsole, useLine } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { Press } from '../ui/press.tsx';
import { Failed } from '../ui/states.tsx';

/** Proposes the reverse of what an entry tells was written, and goes to where it waits. */
export function UndoEntry(props: { proposal: string }) {
  const { query } = useConsole();
  const [, navigate] = useLocation();
  const offline = useLine().state === 'open' ? null : 'Reconnecting: this waits until the console is back.';
  const undo = useMutation(
    query.proposals.undo.mutationOptions({ onSuccess: (reverse) => navigate(cardPath(reverse)) }),
  );
  return (
    <>
      <Press
        refusedBecause={offline ?? (undo.isPending ? 'Asked for, waiting for the console.' : null)}
        onPress={() => undo.mutate({ proposal: props.proposal })}
      >
        Undo
      </Press>
      {undo.error ? <Failed problem={refusalOf(undo.error)} /> : null}
    </>
  );
}
