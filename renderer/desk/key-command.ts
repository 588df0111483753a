/** One of several that are offered, by its number. */
export type ChoiceCommand = `choice-${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

/** What a key asks for. */
export type KeyCommand =
  | ChoiceCommand
  | 'next'
  | 'previous'
  | 'approve'
  | 'edit'
  | 'reject'
  | 'ask'
  | 'more-time'
  | 'revoke'
  | 'undo'
  | 'pick'
  | 'pick-next'
  | 'pick-previous'
  | 'approve-picked'
  | 'open'
  | 'words'
  | 'search'
  | 'mark-reviewed'
  | 'flag'
  | 'note'
  | 'assign'
  | 'write-back'
  | 'play'
  | 'play-back'
  | 'play-on'
  | 'line-before'
  | 'line-after'
  | 'slower'
  | 'faster'
  | 'next-call'
  | 'previous-call'
  | 'group'
  | 'views'
  | `view-${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | 'keys'
  | 'leave'
  | 'go-live'
  | 'go-approvals'
  | 'go-records'
  | 'go-soql'
  | 'go-automations'
  | 'go-figures'
  | 'go-journal'
  | 'go-outcomes'
  | 'go-handover';

/** A key as the keyboard gives it. */
export type Pressed = {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  repeat: boolean;
};

const single: Record<string, KeyCommand> = {
  j: 'next',
  k: 'previous',
  a: 'approve',
  e: 'edit',
  r: 'reject',
  // Not Q: with Ctrl and Shift that ends some browsers.
  y: 'ask',
  m: 'more-time',
  v: 'revoke',
  u: 'undo',
  x: 'pick',
  Enter: 'open',
  // Not W: with Ctrl and Shift, as single keys are switched off, that closes a browser's window.
  s: 'words',
  '/': 'search',
  d: 'mark-reviewed',
  f: 'flag',
  // Not N and T: with Ctrl and Shift a browser keeps those for itself.
  c: 'note',
  o: 'assign',
  l: 'write-back',
  ' ': 'play',
  ArrowLeft: 'play-back',
  ArrowRight: 'play-on',
  ',': 'slower',
  '.': 'faster',
  ']': 'next-call',
  '[': 'previous-call',
  b: 'group',
  p: 'views',
  '?': 'keys',
  1: 'choice-1',
  2: 'choice-2',
  3: 'choice-3',
  4: 'choice-4',
  5: 'choice-5',
  6: 'choice-6',
  7: 'choice-7',
  8: 'choice-8',
  9: 'choice-9',
};

/** With Shift; where single keys are off, only the arrows. */
const shifted: Record<string, KeyCommand> = {
  j: 'pick-next',
  k: 'pick-previous',
  ArrowDown: 'pick-next',
  ArrowUp: 'pick-previous',
  ArrowLeft: 'line-before',
  ArrowRight: 'line-after',
  a: 'approve-picked',
};

const afterG: Record<string, KeyCommand> = {
  l: 'go-live',
  a: 'go-approvals',
  r: 'go-records',
  q: 'go-soql',
  j: 'go-journal',
  f: 'go-figures',
  u: 'go-automations',
  o: 'go-outcomes',
  h: 'go-handover',
  1: 'view-1',
  2: 'view-2',
  3: 'view-3',
  4: 'view-4',
  5: 'view-5',
  6: 'view-6',
  7: 'view-7',
  8: 'view-8',
  9: 'view-9',
};

const unprinted = ['Enter', ' ', 'ArrowLeft', 'ArrowRight'];

// Holding a key down moves on; it never decides twice.
const repeatable: readonly KeyCommand[] = [
  'next',
  'previous',
  'pick-next',
  'pick-previous',
  'play-back',
  'play-on',
  'line-before',
  'line-after',
];

/** Reads a key. `afterG` says that G was pressed just before; with single keys off, keys need Ctrl+Shift. */
export function readKey(pressed: Pressed, state: { afterG: boolean; singleKeys: boolean }): KeyCommand | 'g' | null {
  if (pressed.key === 'Escape') return 'leave';
  const key = plainKey(pressed);
  const picking = shiftedKey(pressed, key, state.singleKeys);
  if (picking) return pressed.repeat && !repeatable.includes(picking) ? null : picking;
  if (!modifiersFit(pressed, key, state.singleKeys)) return null;
  if (state.afterG && !pressed.repeat && afterG[key]) return afterG[key];
  if (key === 'g') return pressed.repeat ? null : 'g';
  const command = single[key] ?? null;
  if (command && pressed.repeat && !repeatable.includes(command)) return null;
  return command;
}

/** The Latin letter on the key, whatever the layout or caps lock says. */
function plainKey(pressed: Pressed): string {
  const fromCode = /^Key([A-Z])$/.exec(pressed.code)?.[1];
  if (/^[a-z]$/i.test(pressed.key)) return pressed.key.toLowerCase();
  // With Shift the digit keys give signs, and other ones on every layout.
  const digit = /^Digit([1-9])$/.exec(pressed.code)?.[1];
  if (digit && pressed.ctrlKey && pressed.shiftKey) return digit;
  const latin = /^[\p{ASCII}]+$/u.test(pressed.key);
  return !latin && fromCode ? fromCode.toLowerCase() : pressed.key;
}

function shiftedKey(pressed: Pressed, key: string, singleKeys: boolean): KeyCommand | null {
  if (!pressed.shiftKey || pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  return singleKeys || key.startsWith('Arrow') ? (shifted[key] ?? null) : null;
}

function modifiersFit(pressed: Pressed, key: string, singleKeys: boolean): boolean {
  if (pressed.altKey || pressed.metaKey) return false;
  // Enter, Space and the arrows on their own are no printable keys: they stay whatever the setting.
  if (!singleKeys && !unprinted.includes(key)) return pressed.ctrlKey && pressed.shiftKey;
  if (pressed.ctrlKey) return false;
  return !pressed.shiftKey || key === '?';
}
