import type { FieldDescribe } from '../../shared/model/object-describe.ts';
import type { Draft } from '../proposal/editing/field-draft.ts';

const email = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

/** What words make of a field at first; a person goes over it. */
export function draftOfWords(field: FieldDescribe, words: string): Draft {
  switch (field.type) {
    case 'boolean':
      return true;
    case 'picklist':
      return valuesNamed(field, words)[0] ?? '';
    case 'multipicklist':
      return valuesNamed(field, words).join(';');
    case 'email':
      return spelledEmail(words) ?? words;
    default:
      return words;
  }
}

/** Types of field that words look made for; none where they are words like others. */
export function typesFor(words: string): readonly string[] {
  if (spelledEmail(words)) return ['email'];
  if (/^[+(]?[\d\s().-]{7,}(?:\s*(?:x|ext\.?)\s*\d+)?$/i.test(words)) return ['phone'];
  return /^https?:\/\/\S+$/i.test(words) ? ['url'] : [];
}

/** An address as it is said: "dana at reyes dot com". */
function spelledEmail(words: string): string | null {
  const written = words
    .replace(/\s+at\s+/gi, '@')
    .replace(/\s+dot\s+/gi, '.')
    .replace(/\s+(?:underscore|under score)\s+/gi, '_')
    .replace(/\s+(?:dash|hyphen)\s+/gi, '-')
    .replace(/\s+/g, '');
  return email.test(written) ? written : null;
}

function valuesNamed(field: FieldDescribe, words: string): string[] {
  const said = words.toLowerCase();
  return field.picklistValues
    .filter(({ active, label, value }) => active && [label, value].some((name) => said.includes(name.toLowerCase())))
    .sort((a, b) => b.label.length - a.label.length)
    .map(({ value }) => value);
}
