import { useMemo } from 'react';
import type { WholeRecord } from '../../shared/contract/record-views.ts';
import type { ObjectDescribe } from '../../shared/model/object-describe.ts';
import type { EditField } from '../proposal/editing/edit-fields.ts';
import { FieldForm } from './field-form.tsx';
import { isTypable } from './typable.ts';
import type { Proposing } from './use-propose.ts';

type RecordEditProps = { of: WholeRecord; object: ObjectDescribe; proposing: Proposing; onClose: () => void };

/** Every field our user may write, with what it says now. */
export function RecordEdit(props: RecordEditProps) {
  const { of, object, proposing } = props;
  const fields = useMemo(
    () =>
      object.fields
        .filter((field) => field.updateable && isTypable(field) && field.name in of.values)
        .map(
          (describe): EditField => ({
            describe,
            proposed: of.values[describe.name] ?? null,
            display: of.lookups[describe.name]?.name ?? null,
            told: null,
            proposal: null,
          }),
        ),
    [object, of],
  );
  return (
    <FieldForm
      title={`Edit ${of.record.name}`}
      object={object}
      operation="update"
      fields={fields}
      busy={proposing.busy}
      problem={proposing.problem}
      onPropose={(values) =>
        void proposing
          .propose({ action: 'update_object', object: object.name, record: of.record, values })
          .then((made) => made && props.onClose())
      }
      onClose={props.onClose}
    />
  );
}
