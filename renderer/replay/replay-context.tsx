import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { Problem } from '../../shared/model/problem.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { readCallFile } from './read-call-file.ts';

/** How fast a call is played. */
export type Speed = '1' | '4' | '16' | 'at-once';

/** What became of opening a file or starting a practice call. */
export type ReplayReport = {
  title: string;
  reason: string | null;
  calls: readonly string[];
  problems: readonly { line: number | null; message: string }[];
};

type Replay = {
  speed: Speed;
  setSpeed(speed: Speed): void;
  openFiles(files: readonly File[]): void;
  startPractice(key: string, title: string): void;
  busy: boolean;
  report: ReplayReport | null;
  dismiss(): void;
};

const ReplayContext = createContext<Replay | null>(null);

/** Starts calls from files and from practice; a call that starts is shown, what goes wrong is told. */
export function ReplayProvider(props: { onCall: (call: string) => void; children: ReactNode }) {
  const { onCall } = props;
  const { client } = useConsole();
  const [speed, setSpeed] = useState<Speed>('1');
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<ReplayReport | null>(null);

  const tell = useCallback((next: ReplayReport) => {
    setReport(next.reason !== null || next.problems.length > 0 ? next : null);
  }, []);

  const openFiles = useCallback(
    async (files: readonly File[]) => {
      setBusy(true);
      for (const file of files) {
        const read = await readCallFile(file);
        if (!read.ok) {
          tell(refusedReport(file.name, read.reason));
          continue;
        }
        const opened = await client.replay.openFile({ name: read.name, text: read.text, speed }).then(
          (answer) => ({ title: file.name, reason: null, ...answer }),
          (error: unknown) => refusedReport(file.name, reasonOf(refusalOf(error))),
        );
        tell(opened);
        if (opened.calls[0]) onCall(opened.calls[0]);
      }
      setBusy(false);
    },
    [client, speed, onCall, tell],
  );

  const startPractice = useCallback(
    async (key: string, title: string) => {
      await client.replay.startPractice({ key, speed }).then(
        ({ call }) => onCall(call),
        (error: unknown) => tell(refusedReport(title, refusalOf(error).message)),
      );
    },
    [client, speed, onCall, tell],
  );

  const replay = useMemo<Replay>(
    () => ({
      speed,
      setSpeed,
      openFiles: (files) => void openFiles(files),
      startPractice: (key, title) => void startPractice(key, title),
      busy,
      report,
      dismiss: () => setReport(null),
    }),
    [speed, openFiles, startPractice, busy, report],
  );
  return <ReplayContext value={replay}>{props.children}</ReplayContext>;
}

/** Starting calls from files and from practice. */
export function useReplay(): Replay {
  const replay = useContext(ReplayContext);
  if (!replay) throw new Error('useReplay needs a ReplayProvider above it');
  return replay;
}

function refusedReport(title: string, reason: string): ReplayReport {
  return { title, reason, calls: [], problems: [] };
}

function reasonOf(problem: Problem): string {
  return [problem.message, ...problem.fields.map((each) => `${each.label}: ${each.message}`)].join(' ');
}
