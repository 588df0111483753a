import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { type Problem, toProblem } from '../../shared/model/problem.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { nextSpeed } from './spoken-at.ts';

/** The player of one call's recording. */
export type Player = {
  audio: RefObject<HTMLAudioElement | null>;
  state: 'idle' | 'loading' | 'paused' | 'playing';
  problem: Problem | null;
  /** Where it is, in milliseconds. */
  ms: number;
  lengthMs: number;
  speed: number;
  toggle(): void;
  seek(ms: number, andPlay?: boolean): void;
  faster(by: 1 | -1): void;
  on: {
    onTimeUpdate(): void;
    onLoadedMetadata(): void;
    onPlay(): void;
    onPause(): void;
    onError(): void;
  };
};

/** Plays the sound of a call: the privileged side fetches it when it is first asked for, and the window plays that. */
export function usePlayer(call: string, expectedMs: number): Player {
  const { client } = useConsole();
  const audio = useRef<HTMLAudioElement>(null);
  const [state, setState] = useState<Player['state']>('idle');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [ms, setMs] = useState(0);
  const [lengthMs, setLengthMs] = useState(expectedMs);
  const [speed, setSpeed] = useState(1);
  const wanted = useRef<{ ms: number; play: boolean }>({ ms: 0, play: false });
  const asked = useRef(false);
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);

  const load = useCallback(async () => {
    if (asked.current) return;
    asked.current = true;
    setState('loading');
    setProblem(null);
    const told = await client.outcomes.recording({ call }).then(
      (view) => view,
      (error: unknown) => ({ state: 'refused' as const, problem: refusalOf(error) }),
    );
    if (!shown.current) return;
    const element = audio.current;
    if (told.state === 'here' && element) {
      element.src = `/recording/${encodeURIComponent(call)}`;
      return;
    }
    asked.current = false;
    setState('idle');
    setProblem(told.state === 'refused' ? told.problem : toProblem('not-found', 'There is no recording of this call.'));
  }, [client, call]);

  const seek = useCallback(
    (to: number, andPlay = false) => {
      const element = audio.current;
      const at = Math.max(0, to);
      setMs(at);
      if (!element || element.readyState === 0) {
        wanted.current = { ms: at, play: andPlay || wanted.current.play };
        void load();
        return;
      }
      element.currentTime = at / 1000;
      if (andPlay) void element.play().catch(() => {});
    },
    [load],
  );

  return {
    audio,
    state,
    problem,
    ms,
    lengthMs,
    speed,
    seek,
    toggle: useCallback(() => {
      const element = audio.current;
      if (!element || element.readyState === 0) {
        wanted.current.play = true;
        void load();
      } else if (element.paused) void element.play().catch(() => {});
      else element.pause();
    }, [load]),
    faster: useCallback((by: 1 | -1) => {
      setSpeed((before) => {
        const next = nextSpeed(before, by);
        if (audio.current) audio.current.playbackRate = next;
        return next;
      });
    }, []),
    on: {
      onTimeUpdate: () => setMs((audio.current?.currentTime ?? 0) * 1000),
      onLoadedMetadata() {
        const element = audio.current;
        if (!element) return;
        if (Number.isFinite(element.duration)) setLengthMs(element.duration * 1000);
        element.playbackRate = speed;
        element.currentTime = wanted.current.ms / 1000;
        setState('paused');
        if (wanted.current.play) void element.play().catch(() => {});
      },
      onPlay: () => setState('playing'),
      onPause: () => setState('paused'),
      onError() {
        if (!asked.current) return;
        asked.current = false;
        setState('idle');
        setProblem(toProblem('upstream', 'The recording cannot be played.', { next: 'retry' }));
      },
    },
  };
}
