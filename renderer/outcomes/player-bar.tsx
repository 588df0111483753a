import { UnstyledButton } from '@mantine/core';
import { useKeys } from '../desk/keys.tsx';
import { PauseIcon, PlayIcon } from '../ui/icons.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { Note } from '../ui/note.tsx';
import { clock } from '../ui/times.ts';
import style from './player.module.css';
import { speeds } from './spoken-at.ts';
import type { Player } from './use-player.ts';

const stepMs = 5_000;

/** Plays a call: pause, jump, speed, and the line that is heard. */
export function PlayerBar(props: { player: Player; onLine: (by: 1 | -1) => void }) {
  const { player } = props;
  const isPlaying = player.state === 'playing';
  useKeys({
    play: player.toggle,
    'play-back': () => player.seek(player.ms - stepMs),
    'play-on': () => player.seek(Math.min(player.lengthMs, player.ms + stepMs)),
    'line-before': () => props.onLine(-1),
    'line-after': () => props.onLine(1),
    slower: () => player.faster(-1),
    faster: () => player.faster(1),
  });
  const at = Math.min(player.ms, player.lengthMs);
  return (
    <section className={style.player} aria-label="Recording">
      {/* The transcript beside it says every word, in step. */}
      <audio ref={player.audio} preload="auto" {...player.on} />
      <UnstyledButton
        className={style.play}
        aria-label={isPlaying ? 'Pause' : 'Play'}
        aria-keyshortcuts="Space"
        onClick={player.toggle}
      >
        {isPlaying ? <PauseIcon size={18} /> : <PlayIcon size={18} />}
      </UnstyledButton>
      <span className={style.time}>{clock(at)}</span>
      <input
        type="range"
        className={style.track}
        aria-label="Where in the recording"
        aria-valuetext={`${clock(at)} of ${clock(player.lengthMs)}`}
        min={0}
        max={Math.max(1, Math.round(player.lengthMs))}
        step={100}
        value={Math.round(at)}
        onChange={(event) => player.seek(Number(event.currentTarget.value))}
      />
      <span className={style.time}>{clock(player.lengthMs)}</span>
      <UnstyledButton
        className={style.speed}
        aria-label={`Speed ${player.speed}, press for the next`}
        onClick={() => player.faster(player.speed === speeds.at(-1) ? -1 : 1)}
      >
        {player.speed}×
      </UnstyledButton>
      <span className={style.hints}>
        <KeyHint>Space</KeyHint> <KeyHint>←</KeyHint> <KeyHint>→</KeyHint> <KeyHint>,</KeyHint> <KeyHint>.</KeyHint>
      </span>
      {player.state === 'loading' ? <output className={style.words}>The recording is fetched…</output> : null}
      {player.problem ? (
        <div className={style.words} role="alert">
          <Note tone="red">{player.problem.message}</Note>
        </div>
      ) : null}
    </section>
  );
}
