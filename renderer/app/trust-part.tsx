import { UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useConsole } from '../client/console-context.tsx';
import { useKeys } from '../desk/keys.tsx';
import { endOf, useTrust } from '../settings/rules/use-rules.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { clock } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import style from './shell.module.css';

/** What passes without asking just now, how long still, and one key that takes all of it back. */
export function TrustPart() {
  const trusted = useTrust();
  const now = useNow();
  const { query } = useConsole();
  const announce = useAnnounce();
  const remove = useMutation(query.rules.remove.mutationOptions());
  const revoke = () => {
    for (const { id } of trusted) remove.mutate({ id });
    announce('Nothing is trusted any more: everything is asked again');
  };
  const [first] = trusted;
  useKeys(first ? { revoke } : {});
  if (!first) return null;
  const names = trusted.map(({ name }) => name).join(' · ');
  return (
    <span className={style.trust} title={names}>
      <span className={style.footPart} data-tone="amber">
        Trusted: {trusted.length === 1 ? first.name : `${trusted.length} actions`}, {clock(endOf(first) - now)} left
      </span>
      <UnstyledButton className={style.footPress} aria-keyshortcuts="V" onClick={revoke}>
        Revoke <KeyHint>V</KeyHint>
      </UnstyledButton>
    </span>
  );
}
