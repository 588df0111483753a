import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { SoqlRow } from '../../shared/contract/soql-contract.ts';
import type { FieldValue } from '../../shared/model/field-value.ts';
import type { FieldDescribe } from '../../shared/model/object-describe.ts';
import { useConsole } from '../client/console-context.tsx';
import { isTypable } from '../records/typable.ts';
import { type Proposing, usePropose } from '../records/use-propose.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { cellValue } from './cell-text.ts';
import type { ActiveCell } from './grid-moves.ts';
import { useSoqlSession } from './soql-context.tsx';
import type { SoqlResult } from './soql-session.ts';

const keepMs = 10 * 60_000;

/** The cell being edited, and how. */
export type CellEdit = {
  /** Null while no cell is. */
  open: { cell: ActiveCell; field: FieldDescribe; value: FieldValue } | null;
  /** Begins with a cell, or says why it cannot; `hindrance` is a reason beside those of its column. */
  begin(cell: ActiveCell, hindrance: string | null): void;
  propose(value: FieldValue): void;
  close(): void;
  proposing: Proposing;
};

/** Edits cells of a result: what is typed becomes a proposal for the record of the row. */
export function useCellEdit(result: SoqlResult): CellEdit {
  const session = useSoqlSession();
  const announce = useAnnounce();
  const { query } = useConsole();
  const [cell, setCell] = useState<ActiveCell | null>(null);
  const asked = query.records.describe.queryOptions({ input: { object: result.object, org: result.org } });
  const object = useQuery({ ...asked, staleTime: keepMs, enabled: cell !== null }).data ?? null;
  const place = cell && placeOf(result, cell);
  const field = object?.fields.find(({ name }) => name === place?.field);
  const open = cell && place && field && isTypable(field) ? { cell, field, value: place.value } : null;

  const proposing = usePropose(
    result.org,
    useCallback(
      (made) => {
        if (place) session.changed({ proposal: made.id, row: place.row.id ?? '', field: place.field });
        announce('Proposed. It waits for your decision.');
      },
      [place, session, announce],
    ),
  );
  const { propose, forget } = proposing;
  return useMemo(
    () => ({
      open,
      proposing,
      begin(at, hindrance) {
        const why = result.columns[at.column]?.notEditable ?? hindrance;
        forget();
        if (why) announce(`Not to be edited here: ${why}`);
        else setCell(at);
      },
      propose(value) {
        if (!place?.row.id) return;
        const record = { object: result.object, id: place.row.id, name: nameOf(result, place.row), detail: null };
        const wanted = { action: 'update_object', object: result.object, record, values: { [place.field]: value } };
        void propose(wanted).then((taken) => taken && setCell(null));
      },
      close: () => setCell(null),
    }),
    [open, proposing, place, result, announce, propose, forget],
  );
}

function placeOf({ rows, columns }: SoqlResult, { row: at, column }: ActiveCell) {
  const row = rows[at];
  const field = columns[column]?.field;
  return row?.id && field ? { row, field, value: cellValue(row.cells[column] ?? null) } : null;
}

/** What people call the record of a row, where the query asked for it. */
function nameOf({ columns }: SoqlResult, row: SoqlRow): string {
  const named = row.cells.find((cell, at) => columns[at]?.field && typeof cell === 'object' && cell && 'name' in cell);
  return named && typeof named === 'object' && 'name' in named ? named.name : (row.id ?? '');
}
