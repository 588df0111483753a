import { FileButton, Popover, SegmentedControl, Tooltip, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { FileIcon, PlayIcon } from '../ui/icons.tsx';
import { Press } from '../ui/press.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import style from './replay.module.css';
import { type Speed, useReplay } from './replay-context.tsx';

const speeds: { value: Speed; label: string }[] = [
  { value: '1', label: '1×' },
  { value: '4', label: '4×' },
  { value: '16', label: '16×' },
  { value: 'at-once', label: 'At once' },
];

/** How fast a file would be played: the speed chosen for practice calls holds for it as well. */
function speedWords(speed: Speed): string {
  const label = speeds.find((each) => each.value === speed)?.label ?? '';
  return speed === 'at-once' ? label.toLowerCase() : `at ${label}`;
}

/** Starts a practice call, or opens a recorded one from a file. */
export function Starters() {
  const replay = useReplay();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Popover opened={open} onChange={setOpen} position="top-start" width={400} trapFocus returnFocus>
        <Popover.Target>
          <Press onPress={() => setOpen(!open)}>
            <PlayIcon size={14} />
            Practice call
          </Press>
        </Popover.Target>
        <Popover.Dropdown aria-label="Practice calls">
          <div className={style.speed}>
            <span id="replay-speed">Speed</span>
            <SegmentedControl
              aria-labelledby="replay-speed"
              data={speeds}
              value={replay.speed}
              onChange={(value) => replay.setSpeed(speeds.find((each) => each.value === value)?.value ?? '1')}
            />
          </div>
          <PracticeCalls onStart={() => setOpen(false)} />
        </Popover.Dropdown>
      </Popover>
      <FileButton
        multiple
        accept=".json,.jsonl,.vcon,.ndjson,application/json"
        onChange={(files) => replay.openFiles(files)}
        inputProps={{ 'aria-label': 'Call files', tabIndex: -1 }}
      >
        {({ onClick }) => (
          <Tooltip label={`Plays ${speedWords(replay.speed)}: the speed chosen under Practice call`}>
            <Press onPress={onClick} refusedBecause={replay.busy ? 'A file is being read.' : null}>
              <FileIcon size={14} />
              Open file
            </Press>
          </Tooltip>
        )}
      </FileButton>
    </>
  );
}

function PracticeCalls(props: { onStart: () => void }) {
  const { query } = useConsole();
  const replay = useReplay();
  const listed = useQuery(query.replay.practiceCalls.queryOptions());
  if (listed.error) return <Failed problem={refusalOf(listed.error)} />;
  if (!listed.data) return <Skeleton of="the practice calls" lines={4} />;
  return (
    <ul className={style.practice}>
      {listed.data.map((each) => (
        <li key={each.key}>
          <UnstyledButton
            className={style.practiceCall}
            onClick={() => {
              props.onStart();
              replay.startPractice(each.key, each.title);
            }}
          >
            <span className={style.practiceTitle}>{each.title}</span>
            <span className={style.practiceWords}>{each.description}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
