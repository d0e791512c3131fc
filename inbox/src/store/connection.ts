/** Whether the live connection stands. Under three seconds nobody needs to know. */
import { create } from 'zustand';

const QUIET = 3_000;
const GLAD = 2_000;

interface ConnectionState {
  online: boolean;
  /** What the line at the top of the thread says. */
  line: 'none' | 'lost' | 'back';
}

export const useConnection = create<ConnectionState>(() => ({ online: false, line: 'none' }));

let timer: ReturnType<typeof setTimeout> | undefined;

export function connectionUp(): void {
  clearTimeout(timer);
  const told = useConnection.getState().line === 'lost';
  useConnection.setState({ online: true, line: told ? 'back' : 'none' });
  if (told) timer = setTimeout(() => useConnection.setState({ line: 'none' }), GLAD);
}

export function connectionDown(): void {
  useConnection.setState({ online: false });
  if (useConnection.getState().line === 'lost') return;
  clearTimeout(timer);
  timer = setTimeout(() => useConnection.setState({ line: 'lost' }), QUIET);
}

/** Signed out: there is no connection to miss. */
export function connectionEnded(): void {
  clearTimeout(timer);
  useConnection.setState({ online: false, line: 'none' });
}
