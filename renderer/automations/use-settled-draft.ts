import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { type AutomationDraft, automationDraft } from '../../shared/model/automation.ts';

const typingPauseMs = 350;

/** The draft once nobody types any more, as far as the console can be asked about it: a name and labels may still be blank. */
export function useSettledDraft(draft: AutomationDraft): AutomationDraft {
  const [text] = useDebouncedValue(JSON.stringify(draft), typingPauseMs);
  return useMemo(() => {
    const held: AutomationDraft = JSON.parse(text);
    const steps = held.steps.map((step) => ({ ...step, label: step.label.trim() || 'Step' }));
    const whole = { ...held, name: held.name.trim() || 'Automation', steps };
    return automationDraft.safeParse(whole).data ?? whole;
  }, [text]);
}
