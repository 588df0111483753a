import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';
import { type KeyCommand, readKey } from './key-command.ts';
import { keysAreFree, takesEnter } from './keys-are-free.ts';

/** What a screen does for which keys. */
export type KeyHandlers = Partial<Record<KeyCommand, () => void>>;

type Register = (handlers: () => KeyHandlers) => () => void;

const KeysContext = createContext<Register>(() => () => {});
const chordMs = 1200;
// Time stamps count from the loading of the page: 0 would be a G pressed as it opened.
const never = Number.NEGATIVE_INFINITY;

/** Listens to the keyboard once for the whole window; the last to register is asked first. */
export function KeysProvider(props: { singleKeys: boolean; children: ReactNode }) {
  const registered = useRef<(() => KeyHandlers)[]>([]);
  const { singleKeys } = props;

  useEffect(() => {
    let pressedG = never;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const afterG = event.timeStamp - pressedG < chordMs;
      const command = readKey(event, { afterG, singleKeys });
      if (command === null) return;
      if (command === 'leave' && leaveField(event.target)) return;
      if (!keysAreFree(event.target, document)) return;
      if ((command === 'open' || command === 'play') && takesEnter(event.target)) return;
      pressedG = command === 'g' ? event.timeStamp : never;
      if (command === 'g') return;
      const handler = registered.current.findLast((handlers) => handlers()[command])?.()[command];
      if (!handler) return;
      event.preventDefault();
      handler();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [singleKeys]);

  const register = useMemo<Register>(
    () => (handlers) => {
      registered.current.push(handlers);
      return () => {
        registered.current = registered.current.filter((each) => each !== handlers);
      };
    },
    [],
  );
  return <KeysContext value={register}>{props.children}</KeysContext>;
}

/** Acts on keys while the calling component is on the screen. */
export function useKeys(handlers: KeyHandlers): void {
  const register = useContext(KeysContext);
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => register(() => latest.current), [register]);
}

/** Esc in a search field leaves the field; dialogs and lists close themselves. */
function leaveField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || !target.matches('input, textarea')) return false;
  if (target.closest('[role="dialog"]')) return false;
  target.blur();
  return true;
}
