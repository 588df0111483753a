import { useQuery } from '@tanstack/react-query';
import type { ObjectRights } from '../../../shared/contract/org-views.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Failed, Skeleton } from '../../ui/states.tsx';
import { KeyField } from './key-field.tsx';
import style from './orgs.module.css';

/** What the signed-in user may do with the objects that the actions use. */
export function RightsTable(props: { org: string }) {
  const { query } = useConsole();
  const answer = useQuery(query.orgs.rights.queryOptions({ input: { org: props.org } }));
  if (answer.error) return <Failed problem={refusalOf(answer.error)} />;
  if (!answer.data) return <Skeleton of="your rights" lines={4} />;
  const { objects } = answer.data;
  return (
    <>
      <table className={style.rights}>
        <thead>
          <tr>
            <th scope="col">Object</th>
            <th scope="col">Create</th>
            <th scope="col">Update</th>
            <th scope="col">Delete</th>
            <th scope="col">To look at</th>
          </tr>
        </thead>
        <tbody>
          {objects.map((each) => (
            <RightsRow key={each.object} of={each} />
          ))}
        </tbody>
      </table>
      {objects.some((each) => each.keyed === false && each.visible) ? <KeyField org={props.org} /> : null}
    </>
  );
}

function RightsRow(props: { of: ObjectRights }) {
  const { of } = props;
  return (
    <tr>
      <th scope="row">{of.label}</th>
      {of.visible ? (
        <>
          <May may={of.createable} />
          <May may={of.updateable} />
          <May may={of.deletable} />
        </>
      ) : (
        <td colSpan={3} data-may="no">
          Not visible to this user
        </td>
      )}
      <td>
        {of.notWritable.length > 0 ? <p>Cannot be written: {of.notWritable.join(', ')}.</p> : null}
        {of.keyed === false && of.visible ? <p>Lacks the Countersign key.</p> : null}
      </td>
    </tr>
  );
}

function May(props: { may: boolean }) {
  return <td data-may={props.may ? 'yes' : 'no'}>{props.may ? 'Yes' : 'No'}</td>;
}
