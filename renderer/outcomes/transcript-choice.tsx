import { UnstyledButton } from '@mantine/core';
import { usePreferences } from '../settings/use-preferences.ts';
import style from './outcome-panel.module.css';

/** Whether a log holds what was said below its summary; the same from then on, until it is chosen otherwise. */
export function TranscriptChoice() {
  const { preferences, choose } = usePreferences();
  const withIt = preferences.logTranscript ?? true;
  return (
    // A button and no box to tick: with the focus on that, keys would not act.
    <UnstyledButton
      role="switch"
      aria-checked={withIt}
      className={style.choice}
      title="Whether what was said stands in the description of the log, below the summary"
      onClick={() => choose({ logTranscript: !withIt })}
    >
      {withIt ? 'with transcript' : 'without transcript'}
    </UnstyledButton>
  );
}
