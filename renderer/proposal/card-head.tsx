import { UnstyledButton } from '@mantine/core';
import type { ProposalClock } from '../../shared/contract/clock-view.ts';
import { isAccessToken } from '../../shared/model/access-token.ts';
import { isWaiting, type Precedent, type Proposal } from '../../shared/model/proposal.ts';
import { OrgMark } from '../ui/org-mark.tsx';
import { Tag } from '../ui/tag.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { CardClock } from './card-clock.tsx';
import { namesObject } from './names-object.ts';
import style from './proposal-card.module.css';
import { askedBy, stateTone, stateWord } from './status-words.ts';

type CardHeadProps = { of: Proposal; clock: ProposalClock | null; callLive: boolean; onSeeCall?: () => void };

/** What it is, about which record, who asked, and how it stands. */
export function CardHead(props: CardHeadProps) {
  const { of } = props;
  return (
    <header className={style.head}>
      <div>
        <h3 className={style.title} id={`title-${of.id}`}>
          {of.actionLabel}
        </h3>
        <p className={style.sub}>
          <OrgMark />
          {namesObject(of) ? null : <>{of.objectLabel} · </>}
          {of.record ? (
            <>
              <strong title={of.record.id}>
                <VisibleText text={of.record.name} />
              </strong>
              {of.record.detail ? (
                <>
                  {' '}
                  · <VisibleText text={of.record.detail} />
                </>
              ) : null}{' '}
              ·{' '}
            </>
          ) : null}
          <VisibleText text={askedBy(of.askers)} />
        </p>
        {of.recordReason ? (
          <p className={style.sub}>
            <VisibleText text={of.recordReason} />
          </p>
        ) : null}
        <Comes after={of.after ?? []} />
      </div>
      <div className={style.side}>
        {isWaiting(of) ? (
          <CardClock of={of} clock={props.clock} callLive={props.callLive} />
        ) : (
          <Tag tone={stateTone(of)}>{isAccessToken(of) && of.status.state === 'written' ? 'given' : stateWord(of)}</Tag>
        )}
        <span className={style.reference}>{of.reference}</span>
        {props.onSeeCall ? (
          <UnstyledButton className={style.take} onClick={props.onSeeCall}>
            See the call
          </UnstyledButton>
        ) : null}
      </div>
    </header>
  );
}

/** What has to be written before it. */
function Comes(props: { after: readonly Precedent[] }) {
  const names = new Set(props.after.map((each) => `${each.reference} ${each.label}`));
  return [...names].map((name) => (
    <p key={name} className={style.sub}>
      after {name}
    </p>
  ));
}
