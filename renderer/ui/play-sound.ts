import type { NoticeKind, NoticeSettings } from '../../shared/model/notice.ts';

const loudness: Record<NoticeSettings['sound'], number> = { off: 0, quiet: 0.04, usual: 0.15 };
const tones: Record<NoticeKind, readonly number[]> = {
  'caller-waiting': [660, 880],
  arrived: [660],
  trouble: [440, 330],
};
const toneMs = 160;

/** Plays a short sound made of plain tones; nothing is loaded for it. */
export function playSound(kind: NoticeKind, sound: NoticeSettings['sound']): void {
  const volume = loudness[sound];
  if (volume === 0 || !('AudioContext' in window)) return;
  const audio = new AudioContext();
  let at = audio.currentTime;
  for (const frequency of tones[kind]) {
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(volume, at + 0.02);
    gain.gain.linearRampToValueAtTime(0, at + toneMs / 1000);
    tone.connect(gain).connect(audio.destination);
    tone.start(at);
    tone.stop(at + toneMs / 1000);
    at += toneMs / 1000;
  }
  setTimeout(() => void audio.close(), tones[kind].length * toneMs + 200);
}
