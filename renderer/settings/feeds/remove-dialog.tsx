import { useMutation } from '@tanstack/react-query';
import type { FeedView } from '../../../shared/contract/feeds-contract.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import { OrgDialog } from '../orgs/org-dialog.tsx';
import style from './feeds.module.css';

/** Asks before a feed is removed. */
export function RemoveDialog(props: { of: FeedView; onClose: () => void }) {
  const { feed } = props.of;
  const { query } = useConsole();
  const remove = useMutation(query.feeds.remove.mutationOptions({ onSuccess: props.onClose }));
  return (
    <OrgDialog onClose={props.onClose} title={`Remove ${feed.name}`}>
      <div className={style.form}>
        <p>
          Its address stops answering and its secrets are forgotten. Calls, proposals and the journal stay; agents of
          live calls cannot be told of decisions any more.
        </p>
        {remove.error ? <Failed problem={refusalOf(remove.error)} /> : null}
        <div className={style.presses}>
          <Press tone="danger" onPress={() => remove.mutate({ key: feed.key })}>
            Remove
          </Press>
          <Press onPress={props.onClose}>Cancel</Press>
        </div>
      </div>
    </OrgDialog>
  );
}
