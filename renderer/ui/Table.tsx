import type { JSX, Key } from 'react';
import { joinClasses } from './join-classes.ts';
import type { Column } from './table-column.ts';
import styles from './Table.module.css';

export interface TableProps<Row> {
  /** What the rows are; heard, not seen. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => Key;
  /** Rows to set apart, such as what runs now. */
  readonly isMarked?: (row: Row) => boolean;
}

/** A dense table whose head stays in sight; for more than a few hundred rows take VirtualRows. */
export function Table<Row>({ label, columns, rows, rowKey, isMarked }: TableProps<Row>): JSX.Element {
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ key, head, end }) => (
            <th key={key} scope="col" className={joinClasses(styles.head, end === true && styles.end)}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            className={joinClasses(styles.row, isMarked?.(row) === true && styles.marked)}
          >
            {columns.map(({ key, cell, end }) => (
              <td key={key} className={joinClasses(styles.cell, end === true && styles.end)}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
