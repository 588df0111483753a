import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Org } from '../../shared/model/org.ts';
import { useOpenProposals } from '../client/console-context.tsx';
import { useOrg } from '../ui/org-context.tsx';
import { Empty } from '../ui/states.tsx';
import { CellEditor } from './cell-editor.tsx';
import { cellKey, cellMarks, undecided } from './cell-marks.ts';
import { CellStrip } from './cell-strip.tsx';
import type { Manner } from './cell-text.ts';
import { ChangesPanel } from './changes-panel.tsx';
import type { ActiveCell } from './grid-moves.ts';
import { ResultTable } from './result-table.tsx';
import style from './soql.module.css';
import { useSoqlSession, useSoqlState } from './soql-context.tsx';
import type { SoqlResult } from './soql-session.ts';
import { type RowOrder, sortedPlaces } from './sort-rows.ts';
import { useCellEdit } from './use-cell-edit.ts';

// Reading on by itself asks for one page; Salesforce says how many rows that are.
const onePage = 1;

/** What a query found, the chosen cell at full length, and what was proposed for its cells. */
export function SoqlResultView(props: { result: SoqlResult }) {
  const [order, setOrder] = useState<RowOrder | null>(null);
  const result = useSorted(props.result, order);
  const { rows, columns } = result;
  const session = useSoqlSession();
  const { running } = useSoqlState();
  const org = useOrg();
  const manner = useMemo(() => mannerOf(org), [org]);
  const [active, setActive] = useState<ActiveCell | null>(null);
  const edit = useCellEdit(result);
  const table = useRef<HTMLTableElement>(null);
  const { marks, proposals, made } = useProposed();

  const choose = useCallback((cell: ActiveCell) => setActive(cell), []);
  const markAt = ({ row, column }: ActiveCell) => {
    const [id, field] = [rows[row]?.id, columns[column]?.field];
    return (id && field && marks.get(cellKey(id, field))) || null;
  };
  const begin = (cell: ActiveCell) => {
    setActive(cell);
    edit.begin(cell, undecided(markAt(cell)));
  };
  const sort = (by: RowOrder | null) => {
    edit.close();
    setOrder(by);
    setActive(active && { row: 0, column: by?.column ?? active.column });
  };
  // While a cell is edited no rows come in between.
  const canGoOn = result.next !== null && running === null && edit.open === null;
  const goOn = useCallback(() => void session.more(onePage), [session]);

  if (rows.length === 0) return <Empty title="No row fits.">The query is right, and found nothing.</Empty>;
  const row = active ? rows[active.row] : undefined;
  const column = active ? columns[active.column] : undefined;
  const { open } = edit;
  return (
    <div className={style.found} data-changes={proposals.length > 0 || undefined}>
      <div className={style.tableAndStrip}>
        {order && result.next !== null ? (
          <p className={style.sortedPart}>Sorted here: only the rows read so far.</p>
        ) : null}
        <ResultTable
          result={result}
          manner={manner}
          active={active}
          marks={marks}
          table={table}
          onActive={choose}
          onEdit={begin}
          order={order}
          onOrder={sort}
          onNearEnd={canGoOn ? goOn : null}
          opened={
            open && {
              cell: open.cell,
              around: (place) => (
                <CellEditor
                  field={open.field}
                  value={open.value}
                  timeZone={manner.timeZone}
                  problem={edit.proposing.problem}
                  busy={edit.proposing.busy}
                  onPropose={edit.propose}
                  onClose={() => {
                    edit.close();
                    table.current?.focus({ preventScroll: true });
                  }}
                >
                  {place}
                </CellEditor>
              ),
            }
          }
        />
        {active && row && column ? (
          <CellStrip
            org={result.org}
            instanceUrl={manner.instanceUrl}
            cell={row.cells[active.column] ?? null}
            column={column}
            row={active.row}
            mark={markAt(active)}
            onEdit={() => begin(active)}
          />
        ) : null}
      </div>
      {proposals.length > 0 ? <ChangesPanel proposals={proposals} made={made} onClose={session.forgetChanges} /> : null}
    </div>
  );
}

/** The result in another order than the query's; a value that changes moves no row. */
function useSorted(result: SoqlResult, order: RowOrder | null): SoqlResult {
  const { rows } = result;
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that are read again stay where they are
  const places = useMemo(() => order && sortedPlaces(rows, order), [rows.length, order]);
  return useMemo(
    () => (places ? { ...result, rows: places.flatMap((place) => rows[place] ?? []) } : result),
    [result, rows, places],
  );
}

function mannerOf(org: Org | null): Manner {
  return { locale: org?.locale ?? 'en_US', timeZone: org?.timeZone ?? 'UTC', instanceUrl: org?.instanceUrl ?? '' };
}

/** What was proposed here, and what became of it; rows are read again once their record was written. */
function useProposed() {
  const session = useSoqlSession();
  const { changes } = useSoqlState();
  const held = useOpenProposals().value;
  const marks = useMemo(() => cellMarks(changes, (id) => held.get(id)?.proposal), [changes, held]);
  const proposals = useMemo(
    () => changes.flatMap(({ proposal }) => held.get(proposal)?.proposal ?? []),
    [changes, held],
  );
  useEffect(() => {
    for (const change of changes) {
      if (held.get(change.proposal)?.proposal.status.state === 'written') void session.written(change);
    }
  }, [changes, held, session]);
  return { marks, proposals, made: changes.at(-1)?.proposal ?? null };
}
