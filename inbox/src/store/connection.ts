/** Whether the live connection stands. Under three seconds nobody needs to know. */
import { create } from 'zustand';

const QUIET = 3_000;
const GLAD = 2_000;

interface ConnectionState {
  online: boolean;
  /** Counts how often it came about. */
  session: number;
  /** What the line at the top of the app says. */
  line: 'none' | 'lost' | 'back';
}

export const useConnection = create<ConnectionState>(() => ({ online: false, session: 0, line: 'none' }));

/** While the line says that the connection is away, nothing may claim to be live. */
export const useLost = () => useConnection((state) => state.line === 'lost');

let timer: ReturnType<typeof setTimeout> | undefined;
let down = false;

export function connectionUp(): void {
  clearTimeout(timer);
  down = false;
  const { line, session } = useConnection.getState();
  const told = line === 'lost';
  useConnection.setState({ online: true, session: session + 1, line: told ? 'back' : 'none' });
  if (told) timer = setTimeout(() => useConnection.setState({ line: 'none' }), GLAD);
}

/** Said again at each attempt that fails: only the first one starts the time. */
export function connectionDown(): void {
  useConnection.setState({ online: false });
  if (down) return;
  down = true;
  clearTimeout(timer);
  timer = setTimeout(() => useConnection.setState({ line: 'lost' }), QUIET);
}

/** Signed out: there is no connection to miss. */
export function connectionEnded(): void {
  clearTimeout(timer);
  down = false;
  useConnection.setState({ online: false, line: 'none' });
}
