import { maxUtteranceLength } from '../../shared/model/call-event.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be taken out
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** A text of a file as the console keeps it, and what had to be done to it. */
type PlainText = { text: string; cut: boolean; cleaned: boolean };

/** Makes a text fit to be kept: no control characters, no half characters, not longer than an utterance may be. */
export function toPlainText(raw: string, longest: number = maxUtteranceLength): PlainText {
  const kept = cutAt(raw, longest);
  const text = kept.replace(control, ' ').toWellFormed();
  return { text, cut: kept.length < raw.length, cleaned: text !== kept };
}

/** A short text, such as a name or title, on one line; null where nothing is left of it. */
export function toLabel(raw: string | null | undefined, longest = 200): string | null {
  if (!raw) return null;
  const text = toPlainText(raw, longest).text.replaceAll(/\s+/g, ' ').trim();
  return text === '' ? null : text;
}

function cutAt(raw: string, longest: number): string {
  if (raw.length <= longest) return raw;
  const last = raw.charCodeAt(longest - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return raw.slice(0, splitsPair ? longest - 1 : longest);
}
