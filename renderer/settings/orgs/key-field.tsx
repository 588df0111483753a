import { useQuery } from '@tanstack/react-query';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Failed, Skeleton } from '../../ui/states.tsx';
import { CopyPress } from './copy-press.tsx';
import style from './orgs.module.css';

/** Our External ID field, for an admin to make: with it a record can never be created twice. */
export function KeyField(props: { org: string }) {
  const { query } = useConsole();
  const answer = useQuery(query.orgs.fieldDefinition.queryOptions({ input: { org: props.org } }));
  if (answer.error) return <Failed problem={refusalOf(answer.error)} />;
  if (!answer.data) return <Skeleton of="the field" lines={2} />;
  const { name, label, type, length, objects, files } = answer.data;
  return (
    <details className={style.guide}>
      <summary>For an admin: the key field that keeps creates from happening twice</summary>
      <p>
        On {objects.join(', ')}: a custom field <b>{label}</b> (<span className="mono">{name}</span>), {type} of{' '}
        {length} characters, <b>External ID</b> and <b>Unique, case sensitive</b>, editable by the supervisors. Without
        it Countersign looks before it sends a create again, and may have to ask you whether it arrived.
      </p>
      <p>Or deploy these files with the Metadata API:</p>
      <ul className={style.files}>
        {files.map((file) => (
          <li key={file.path}>
            <details>
              <summary className="mono">{file.path}</summary>
              <pre className={style.file}>{file.text}</pre>
              <CopyPress text={file.text}>Copy this file</CopyPress>
            </details>
          </li>
        ))}
      </ul>
    </details>
  );
}
