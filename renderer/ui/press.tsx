import { Tooltip, UnstyledButton } from '@mantine/core';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { KeyHint } from './key-hint.tsx';
import style from './press.module.css';

/** What a menu or popover adds to the button that opens it. */
type Added = Pick<ComponentProps<'button'>, 'ref' | 'onClick' | 'id' | `aria-${'haspopup' | 'expanded' | 'controls'}`>;

type PressProps = Added & {
  children: ReactNode;
  onPress?: () => void;
  tone?: 'primary' | 'danger' | 'quiet';
  /** The key that does the same; shown on the button. */
  hint?: string | null;
  /** The key acts elsewhere now; its place stays free, so that nothing moves under the pointer once it acts here. */
  hintElsewhere?: boolean;
  /** Why it cannot be pressed now. It stays reachable, so that the reason can be read. */
  refusedBecause?: string | null;
  /** Pressed all the same: the place to say why where it can be seen. */
  onRefused?: () => void;
  type?: 'button' | 'submit';
  label?: string;
};

/** A button of the console. */
export function Press(props: PressProps) {
  const {
    children,
    onPress,
    tone,
    hint,
    hintElsewhere = false,
    refusedBecause,
    onRefused,
    type = 'button',
    label,
    onClick,
    ...added
  } = props;
  const refused = refusedBecause ?? null;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (refused) {
      event.preventDefault();
      return onRefused?.();
    }
    onClick?.(event);
    onPress?.();
  };
  const button = (
    <UnstyledButton
      {...added}
      className={style.press}
      data-tone={tone}
      type={type}
      aria-disabled={refused ? true : undefined}
      aria-label={label}
      aria-keyshortcuts={hint && !hintElsewhere ? hint : undefined}
      onClick={press}
    >
      {children}
      {hint ? <KeyHint unseen={hintElsewhere}>{hint}</KeyHint> : null}
    </UnstyledButton>
  );
  return refused ? <Tooltip label={refused}>{button}</Tooltip> : button;
}
