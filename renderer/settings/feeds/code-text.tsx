import { Fragment } from 'react';

/** A sentence in which what stands between backticks is drawn as code. */
export function CodeText(props: { text: string }) {
  let at = 0;
  return props.text.split('`').map((part, index) => {
    at += part.length + 1;
    return index % 2 === 1 ? <code key={at}>{part}</code> : <Fragment key={at}>{part}</Fragment>;
  });
}
