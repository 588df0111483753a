import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';

const AnnounceContext = createContext<(words: string) => void>(() => {});

// Several arrivals within a second are read as one sentence instead of cutting each other off.
const gatherMs = 1000;

/** Reads arrivals and outcomes out to those who do not see them, politely. */
export function Announcer(props: { children: ReactNode }) {
  const [words, setWords] = useState('');
  const gathered = useRef<string[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const announce = useCallback((said: string) => {
    gathered.current.push(said);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setWords([...new Set(gathered.current)].slice(-3).reduce(asSentences));
      gathered.current = [];
    }, gatherMs);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <AnnounceContext value={announce}>
      {props.children}
      <output className="sr-only" aria-live="polite">
        {words}
      </output>
    </AnnounceContext>
  );
}

function asSentences(before: string, next: string): string {
  return `${before}${/[.!?…]$/.test(before) ? '' : '.'} ${next}`;
}

/** Says something to a screen reader once nothing more urgent is being read. */
export function useAnnounce(): (words: string) => void {
  return useContext(AnnounceContext);
}
