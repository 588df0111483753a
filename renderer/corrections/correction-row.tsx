import { UnstyledButton } from '@mantine/core';
import { useLocation } from 'wouter';
import type { CorrectionRow, Repair } from '../../shared/contract/corrections-contract.ts';
import { CopyPress } from '../settings/orgs/copy-press.tsx';
import { UnfoldIcon } from '../ui/icons.tsx';
import { Press } from '../ui/press.tsx';
import { Tag } from '../ui/tag.tsx';
import { CorrectionCases } from './correction-cases.tsx';
import { askerName, countWords, percent, reasonWords } from './correction-words.ts';
import style from './corrections.module.css';

type CorrectionRowProps = {
  of: CorrectionRow;
  within: { from: number; to: number; org?: string };
  open: boolean;
  onToggle: () => void;
};

/** One input of an action, or the action as a whole: how often it was corrected; opened, the repair and the cases. */
export function CorrectionRowView(props: CorrectionRowProps) {
  const { of, open } = props;
  const { corrected, decided } = of;
  return (
    <li className={style.row} data-open={open || undefined}>
      <UnstyledButton className={style.line} aria-expanded={open} onClick={props.onToggle}>
        <UnfoldIcon size={12} />
        <span className={style.what}>
          <strong>{of.input ? of.input.label : 'Rejected as a whole'}</strong>
          <span className={style.quiet}>
            {of.label} · {askerName(of.platform)}
          </span>
        </span>
        <span className={style.bar} aria-hidden="true">
          <svg aria-hidden="true" viewBox="0 0 100 6" preserveAspectRatio="none" width="100%" height="6">
            <rect className={style.track} width="100" height="6" />
            <rect className={of.input ? style.edited : style.rejected} width={(100 * corrected) / decided} height="6" />
          </svg>
        </span>
        <span className={style.count}>
          <span aria-hidden="true">
            {corrected} of {decided} · {percent(corrected, decided)}
          </span>
          <span className="sr-only">{countWords(of)}</span>
        </span>
        <span className={style.hint}>
          {of.repairs.map((each) => (
            <Tag key={each.title} tone="teal">
              {each.title}
            </Tag>
          ))}
          {of.input ? null : <span className={style.quiet}>{reasonWords(of)}</span>}
        </span>
      </UnstyledButton>
      {open ? (
        <div className={style.detail}>
          {of.repairs.map((each) => (
            <RepairView key={each.title} of={each} />
          ))}
          {of.repairs.length === 0 ? (
            <p className={style.quiet}>No pattern in it yet: the cases say what each was about.</p>
          ) : null}
          <CorrectionCases of={of} within={props.within} />
        </div>
      ) : null}
    </li>
  );
}

function RepairView(props: { of: Repair }) {
  const { of } = props;
  const [, navigate] = useLocation();
  const { here } = of;
  return (
    <section className={style.repair} aria-label={of.title}>
      <h2>{of.title}</h2>
      <p>{of.why}</p>
      <dl className={style.where}>
        {here ? (
          <div>
            <dt>Here</dt>
            <dd>{hereWords(here)}</dd>
          </div>
        ) : null}
        <div>
          <dt>At the platform</dt>
          <dd>
            <code>{of.where}</code>
          </dd>
        </div>
      </dl>
      <div className={style.presses}>
        {here ? (
          <Press tone="primary" onPress={() => navigate('/settings/actions', { state: { repair: here } })}>
            Open it in Settings, Actions
          </Press>
        ) : null}
        <CopyPress text={of.where}>Copy where</CopyPress>
      </div>
    </section>
  );
}

function hereWords({ input, fixed, description, required }: NonNullable<Repair['here']>): string {
  if (fixed !== undefined) return `The input ${input} is always “${String(fixed)}”; no agent is asked for it any more.`;
  if (required) return `The input ${input} is required.`;
  return `${input === null ? 'The action' : `The input ${input}`} is described: “${description ?? ''}”`;
}
