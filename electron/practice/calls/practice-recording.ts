/** One turn of a call, as far as its sound is concerned; times in milliseconds from the start of the call. */
export type SoundedTurn = { party: 'caller' | 'agent'; startMs: number; endMs: number };

/** What a telephone carries. */
const samplesPerSecond = 8_000;
const headerBytes = 44;
/** Voices differ by pitch. */
const pitchHz = { caller: 196, agent: 128 } as const;
/** Syllables of a quiet speaker. */
const syllablesPerSecond = 4.2;
const silence = 128;

/** The sound of a call that was never spoken: a hum for each voice in the rhythm of speech. The same turns give the same bytes. */
export function practiceRecording(turns: readonly SoundedTurn[]): Buffer {
  const endMs = Math.max(0, ...turns.map((turn) => turn.endMs));
  const samples = Math.ceil((endMs / 1000) * samplesPerSecond);
  const sound = Buffer.alloc(headerBytes + samples, silence);
  writeHeader(sound, samples);
  for (const turn of turns) hum(sound, turn);
  return sound;
}

/** WAV: one channel of unsigned 8-bit samples. */
function writeHeader(sound: Buffer, samples: number): void {
  sound.write('RIFF', 0, 'ascii');
  sound.writeUInt32LE(sound.length - 8, 4);
  sound.write('WAVEfmt ', 8, 'ascii');
  sound.writeUInt32LE(16, 16);
  sound.writeUInt16LE(1, 20);
  sound.writeUInt16LE(1, 22);
  sound.writeUInt32LE(samplesPerSecond, 24);
  sound.writeUInt32LE(samplesPerSecond, 28);
  sound.writeUInt16LE(1, 32);
  sound.writeUInt16LE(8, 34);
  sound.write('data', 36, 'ascii');
  sound.writeUInt32LE(samples, 40);
}

function hum(sound: Buffer, { party, startMs, endMs }: SoundedTurn): void {
  const from = Math.floor((startMs / 1000) * samplesPerSecond);
  const to = Math.min(Math.floor((endMs / 1000) * samplesPerSecond), sound.length - headerBytes);
  for (let at = from; at < to; at += 1) {
    const seconds = (at - from) / samplesPerSecond;
    // Loud and soft as syllables are; the pitch falls a little towards the end, as in a sentence.
    const syllable = Math.max(0, Math.sin(seconds * syllablesPerSecond * 2 * Math.PI)) ** 0.5;
    const fall = 1 - 0.12 * ((at - from) / Math.max(1, to - from));
    const phase = seconds * pitchHz[party] * fall * 2 * Math.PI;
    const voice = Math.sin(phase) + 0.5 * Math.sin(2 * phase) + 0.25 * Math.sin(3 * phase);
    sound[headerBytes + at] = silence + Math.round(48 * syllable * voice);
  }
}
