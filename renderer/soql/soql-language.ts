import { HighlightStyle, StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';
import { tokenAt } from './soql-tokens.ts';
import { meaningOf } from './soql-words.ts';

const names: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'number',
  operator: 'operator',
  open: 'bracket',
  close: 'bracket',
  comma: 'punctuation',
};
const meanings = { keyword: 'keyword', function: 'variableName.standard', constant: 'atom' } as const;

// A text in quotes may run over the end of a line, which a piece of one line does not show.
type InText = { quoted: boolean };

const language = StreamLanguage.define<InText>({
  name: 'soql',
  startState: () => ({ quoted: false }),
  token(stream, state) {
    if (state.quoted) {
      state.quoted = !stream.match(/^(?:[^'\\]|\\.)*'/);
      if (state.quoted) stream.skipToEnd();
      return 'string';
    }
    if (stream.eatSpace()) return null;
    const token = tokenAt(stream.string, stream.pos);
    stream.pos = token.to;
    if (token.kind === 'string') state.quoted = !/^'(?:[^'\\]|\\.)*'$/.test(token.text);
    if (token.kind === 'word') {
      const meaning = meaningOf(token.text);
      return meaning ? meanings[meaning] : 'variableName';
    }
    return names[token.kind] ?? null;
  },
  languageData: { closeBrackets: { brackets: ['(', "'"] } },
});

// The colours of signs and states mean something else on every screen; code has its own.
const look = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--code-keyword)', fontWeight: '600' },
  { tag: tags.standard(tags.variableName), color: 'var(--code-keyword)' },
  { tag: tags.atom, color: 'var(--code-number)' },
  { tag: tags.number, color: 'var(--code-number)' },
  { tag: tags.string, color: 'var(--code-text)' },
  { tag: [tags.operator, tags.bracket, tags.punctuation], color: 'var(--text-2)' },
]);

/** SOQL as an editor shows it. */
export const soqlLanguage: Extension = [language, syntaxHighlighting(look)];
