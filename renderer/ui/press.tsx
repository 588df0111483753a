import { Tooltip, UnstyledButton } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import { KeyHint } from './key-hint.tsx';
import style from './press.module.css';

type PressProps = {
  children: ReactNode;
  onPress?: () => void;
  tone?: 'primary' | 'danger' | 'quiet';
  /** The key that does the same; shown on the button. */
  hint?: string | null;
  /** Why it cannot be pressed now. It stays reachable, so that the reason can be read. */
  refusedBecause?: string | null;
  type?: 'button' | 'submit';
  label?: string;
  expanded?: boolean;
  ref?: Ref<HTMLButtonElement>;
};

/** A button of the console. */
export function Press(props: PressProps) {
  const refused = props.refusedBecause ?? null;
  const button = (
    <UnstyledButton
      ref={props.ref}
      className={style.press}
      data-tone={props.tone}
      type={props.type ?? 'button'}
      aria-disabled={refused ? true : undefined}
      aria-label={props.label}
      aria-expanded={props.expanded}
      aria-keyshortcuts={props.hint ?? undefined}
      onClick={(event) => {
        if (refused) event.preventDefault();
        else props.onPress?.();
      }}
    >
      {props.children}
      {props.hint ? <KeyHint>{props.hint}</KeyHint> : null}
    </UnstyledButton>
  );
  return refused ? <Tooltip label={refused}>{button}</Tooltip> : button;
}
