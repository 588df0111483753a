import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

const NowContext = createContext(0);

/** Lets every age on the screen move on together, by the privileged side's clock. */
export function NowProvider(props: { offsetMs: number; children: ReactNode }) {
  const [tick, setTick] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setTick(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return <NowContext value={tick + props.offsetMs}>{props.children}</NowContext>;
}

/** The time, to the second. */
export function useNow(): number {
  return useContext(NowContext);
}

const minuteMs = 60_000;

/** The time, to the minute: for what need not be thought over every second. */
export function useMinute(): number {
  return Math.floor(useNow() / minuteMs) * minuteMs;
}
