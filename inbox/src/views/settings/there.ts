/** Whether what a dialog changes is still there. A colleague may delete it while somebody types: their words stay. */
import { createContext, useContext } from 'react';

export interface Row {
  gone: boolean;
  /** A dialog of it is open, or is not any more: until then it stays on the page. */
  hold: (on: boolean) => void;
}

export const RowContext = createContext<Row>({ gone: false, hold: () => {} });

/** None once it has been deleted: what is saved then is a new one. */
export function useThere<Item>(item: Item): Item | undefined {
  return useContext(RowContext).gone ? undefined : item;
}
