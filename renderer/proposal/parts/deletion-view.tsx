import type { Proposal } from '../../../shared/model/proposal.ts';
import { LookIcon } from '../../ui/icons.tsx';
import { useDescribe } from '../editing/use-describe.ts';
import style from '../proposal-card.module.css';
import { RecycleBin } from './bin-link.tsx';
import { ValueView } from './value-view.tsx';

/** A deletion: what the record says now, all of which goes, and what goes with it. */
export function DeletionView(props: { of: Proposal }) {
  const { of } = props;
  const { describe } = useDescribe(of.object);
  const now = (of.current ?? of.base)?.fields ?? {};
  const told = Object.entries(now).filter(([, value]) => value !== null && value !== '');
  return (
    <dl className={style.rows}>
      {told.map(([field, value]) => {
        const described = describe?.fields.find((each) => each.name === field);
        return (
          <div key={field} className={style.row}>
            <dt title={field}>{described?.label ?? field}</dt>
            <dd>
              <ValueView place={{ object: of.object, field, type: described?.type ?? null }} value={value} tone="old" />
            </dd>
          </div>
        );
      })}
      {(of.consequences ?? []).map((sentence) => (
        <div key={sentence} className={style.row}>
          <dt />
          <dd className={style.look} data-tone="red">
            <LookIcon size={14} />
            <span>{sentence}</span>
          </dd>
        </div>
      ))}
      {of.status.state === 'waiting' ? (
        <div className={style.row}>
          <dt />
          <dd>
            <RecycleBin />
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
