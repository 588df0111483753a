import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import style from './visible-text.module.css';
import { VisibleText } from './visible-text.tsx';

const foldedBeyond = 900;
const leftInView = 600;

/** Text from outside, of any length: a very long one shows its beginning, and how much more there is. */
export function FoldedText(props: { text: string }) {
  const [open, setOpen] = useState(false);
  const { text } = props;
  if (open || text.length <= foldedBeyond) return <VisibleText text={text} />;
  // Not in the middle of a character outside the basic plane.
  const start = text.slice(0, leftInView).replace(/[\uD800-\uDBFF]$/, '');
  return (
    <>
      <VisibleText text={start} />…
      <UnstyledButton className={style.unfold} onClick={() => setOpen(true)}>
        Show all {text.length.toLocaleString()} characters
      </UnstyledButton>
    </>
  );
}
