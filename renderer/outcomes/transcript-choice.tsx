import { Checkbox } from '@mantine/core';
import { usePreferences } from '../settings/use-preferences.ts';

/** Whether a log holds what was said below its summary; the same from then on, until it is chosen otherwise. */
export function TranscriptChoice() {
  const { preferences, choose } = usePreferences();
  return (
    <Checkbox
      size="xs"
      label="With the transcript"
      checked={preferences.logTranscript ?? true}
      onChange={(event) => choose({ logTranscript: event.currentTarget.checked })}
    />
  );
}
