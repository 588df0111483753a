import { Modal } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect } from 'react';

type OrgDialogProps = {
  title: string;
  size?: number;
  /** A click beside it does not close it: something is under way. */
  stays?: boolean;
  onClose: () => void;
  children: ReactNode;
};

/** A dialog of this screen. Its Esc is used up here: the same key leaves the screen once no dialog is open. */
export function OrgDialog(props: OrgDialogProps) {
  useFocusBack();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    props.onClose();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      closeOnEscape={false}
      closeOnClickOutside={!props.stays}
      onKeyDown={onKeyDown}
      title={props.title}
      size={props.size ?? 460}
    >
      {props.children}
    </Modal>
  );
}

/** Whoever opened it by keyboard goes on where they were: it is gone, not closed, and so does not do that itself. */
function useFocusBack(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
}
