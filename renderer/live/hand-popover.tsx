import { Popover } from '@mantine/core';
import { type ReactNode, useId, useRef } from 'react';
import style from './hand-form.module.css';
import { HandForm, type HandFormProps } from './hand-form.tsx';

type HandPopoverProps = HandFormProps & {
  title: string;
  opened: boolean;
  /** What it hangs on, and what gets the focus back when nothing was proposed. */
  children: ReactNode;
};

/** The form by which a supervisor proposes something, hung on what asked for it. A click beside it keeps what was typed. */
export function HandPopover(props: HandPopoverProps) {
  const { title, opened, children, onClose, ...form } = props;
  const target = useRef<HTMLSpanElement>(null);
  const titleId = useId();
  const close = () => {
    onClose();
    target.current?.querySelector('button')?.focus();
  };
  return (
    <Popover
      opened={opened}
      onChange={(open) => {
        if (!open) close();
      }}
      position="bottom-start"
      width={380}
      withRoles={false}
      trapFocus
      closeOnClickOutside={false}
      hideDetached={false}
    >
      <Popover.Target>
        <span ref={target}>{children}</span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-labelledby={titleId}>
        <h3 id={titleId} className={style.title}>
          {title}
        </h3>
        <HandForm {...form} onClose={close} />
      </Popover.Dropdown>
    </Popover>
  );
}
