/** The cell that keys act on. */
export type ActiveCell = { row: number; column: number };

/** How large the table is, and how many rows of it are in view. */
export type GridSize = { rows: number; columns: number; page: number };

/** Where a key moves to; null for a key that moves nothing. */
export function movedCell(
  at: ActiveCell,
  pressed: { key: string; ctrlKey: boolean; metaKey: boolean },
  size: GridSize,
): ActiveCell | null {
  const whole = pressed.ctrlKey || pressed.metaKey;
  const to = (row: number, column: number): ActiveCell => ({
    row: Math.max(0, Math.min(size.rows - 1, row)),
    column: Math.max(0, Math.min(size.columns - 1, column)),
  });
  switch (pressed.key) {
    case 'ArrowDown':
      return to(whole ? size.rows : at.row + 1, at.column);
    case 'ArrowUp':
      return to(whole ? 0 : at.row - 1, at.column);
    case 'ArrowRight':
      return to(at.row, whole ? size.columns : at.column + 1);
    case 'ArrowLeft':
      return to(at.row, whole ? 0 : at.column - 1);
    case 'PageDown':
      return to(at.row + size.page, at.column);
    case 'PageUp':
      return to(at.row - size.page, at.column);
    case 'Home':
      return to(whole ? 0 : at.row, 0);
    case 'End':
      return to(whole ? size.rows : at.row, size.columns);
    default:
      return null;
  }
}
