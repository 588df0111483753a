import type { ByHand } from '../../shared/contract/by-hand-contract.ts';
import type { OpenCase } from '../../shared/contract/caller-contract.ts';
import { checkFieldValue } from '../../shared/model/check-field-value.ts';
import type { Evidence } from '../../shared/model/evidence.ts';
import type { FieldDescribe, ObjectDescribe } from '../../shared/model/object-describe.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import type { Draft } from '../proposal/editing/field-draft.ts';
import { draftOfWords } from './words-as-value.ts';

/** What a supervisor may make of words, or of nothing but their own. */
export type HandTarget =
  | { kind: 'field'; record: RecordRef; field: FieldDescribe }
  | { kind: 'case' }
  | { kind: 'comment'; on: OpenCase };

/** One input of the form. */
export type HandInput = {
  field: FieldDescribe;
  /** What stands in it at first. */
  start: Draft;
  required: boolean;
  /** Its first content are the chosen words. */
  fromWords: boolean;
};

const unwritable = new Set([
  'reference',
  'address',
  'location',
  'base64',
  'encryptedstring',
  'anyType',
  'complexvalue',
]);
/** Read by the console as they were said: "next Tuesday", "twelve hundred dollars". */
const readLater = new Set(['date', 'datetime', 'time', 'int', 'long', 'double', 'currency', 'percent', 'combobox']);
const subjectLength = 80;

/** Fields of the caller's record that words can be written to, by what they are called. */
export function writableFields(object: ObjectDescribe): FieldDescribe[] {
  return object.fields
    .filter((field) => field.updateable && !unwritable.has(field.type))
    .sort((a, b) => a.label.localeCompare(b.label));
}

/** A name for a target, by which a list holds it. */
export function keyOfTarget(target: HandTarget): string {
  switch (target.kind) {
    case 'field':
      return `field ${target.field.name}`;
    case 'case':
      return 'case';
    case 'comment':
      return `comment ${target.on.record.id}`;
  }
}

/** What has to be filled in. */
export function inputsOf(target: HandTarget, words: string): HandInput[] {
  switch (target.kind) {
    case 'field': {
      const { field } = target;
      const shown = readLater.has(field.type) ? { ...field, type: 'string', length: 0 } : field;
      return [{ field: shown, start: draftOfWords(field, words), required: true, fromWords: words !== '' }];
    }
    case 'case': {
      const isLong = words.length > subjectLength;
      return [
        {
          field: plainField('Subject', 'Subject', 'string', 255),
          start: shortened(words),
          required: true,
          fromWords: words !== '',
        },
        {
          field: plainField('Description', 'Description', 'textarea', 32_000),
          start: isLong ? words : '',
          required: false,
          fromWords: isLong,
        },
      ];
    }
    case 'comment':
      return [
        {
          field: plainField('CommentBody', 'Comment', 'textarea', 4000),
          start: words,
          required: true,
          fromWords: words !== '',
        },
      ];
  }
}

/** Why an input cannot be proposed as it stands; null where it can. */
export function whyNotPropose(input: HandInput, draft: Draft): string | null {
  if (typeof draft === 'boolean') return null;
  const text = draft.trim();
  if (text === '') return input.required ? `${input.field.label} is still blank.` : null;
  return checkFieldValue(input.field, text, 'update');
}

/** The proposal as the console takes it. */
export function toByHand(
  call: { id: string; org: string },
  target: HandTarget,
  filled: readonly { input: HandInput; draft: Draft }[],
  evidence: Evidence | null,
): ByHand {
  const values = filled.flatMap(({ input, draft }) => {
    const value = typeof draft === 'boolean' ? draft : draft.trim();
    return value === '' ? [] : [{ field: input.field.name, value, evidence: input.fromWords ? evidence : null }];
  });
  return { org: call.org, call: call.id, values, ...actionOf(target) };
}

const updates: Readonly<Record<string, string>> = { Contact: 'update_contact', Lead: 'update_lead' };

function actionOf(target: HandTarget): Pick<ByHand, 'action' | 'object' | 'record'> {
  switch (target.kind) {
    case 'field': {
      const { record } = target;
      return { action: updates[record.object] ?? 'update_object', object: record.object, record };
    }
    case 'case':
      return { action: 'create_case', record: null };
    case 'comment':
      return { action: 'add_comment', record: target.on.record };
  }
}

/** The first words of many, as a subject. */
function shortened(words: string): string {
  if (words.length <= subjectLength) return words;
  return `${words.slice(0, subjectLength - 1).replace(/\s+\S*$/, '')}…`;
}

function plainField(name: string, label: string, type: string, length: number): FieldDescribe {
  return {
    name,
    label,
    type,
    length,
    precision: 0,
    scale: 0,
    digits: 0,
    nillable: false,
    createable: true,
    updateable: true,
    defaultedOnCreate: false,
    restrictedPicklist: false,
    externalId: false,
    unique: false,
    filterable: false,
    nameField: false,
    picklistValues: [],
    referenceTo: [],
    relationshipName: null,
    inlineHelpText: null,
  };
}
