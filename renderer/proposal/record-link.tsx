import { LinkOutIcon } from '../ui/icons.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './proposal-card.module.css';

/** A link to a record in Salesforce; anything but a web address stays text. */
export function RecordLink(props: { url: string; name: string }) {
  if (!isWebAddress(props.url)) return <VisibleText text={props.name} />;
  return (
    <a className={style.link} href={props.url} target="_blank" rel="noreferrer">
      <VisibleText text={props.name} />
      <LinkOutIcon size={13} />
      <span className="sr-only">(opens in Salesforce)</span>
    </a>
  );
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && ['https:', 'http:'].includes(new URL(url).protocol);
}
