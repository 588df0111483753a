import type { FieldDescribe } from '../../../shared/model/object-describe.ts';
import type { Draft } from './field-draft.ts';

/** What an input of the edit form is given. */
export type EditInputProps = {
  field: FieldDescribe;
  draft: Draft;
  /** What a lookup's id is called. */
  display: string | null;
  required: boolean;
  error: string | null;
  autofocus: boolean;
  onDraft: (draft: Draft) => void;
};

/** What every input shares. */
export function common(props: EditInputProps) {
  return {
    label: props.field.label,
    description: props.field.inlineHelpText,
    withAsterisk: props.required,
    'aria-required': props.required || undefined,
    error: props.error,
    'data-autofocus': props.autofocus || undefined,
    name: props.field.name,
  };
}
