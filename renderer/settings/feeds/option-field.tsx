import { NativeSelect, TextInput } from '@mantine/core';
import type { PlatformView } from '../../../shared/contract/feeds-contract.ts';

const valueWords: Readonly<Record<string, string>> = {
  hmac: 'It signs each message (HMAC)',
  secret: 'A secret in the header X-Vapi-Secret',
  bearer: 'A bearer token',
  inbound_track: 'The inbound track',
  outbound_track: 'The outbound track',
  'calls-and-chats': 'Calls and chats',
  sessions: 'Sessions',
  on: 'On',
  off: 'Off',
  text: 'Plain text',
};

type OptionFieldProps = { of: PlatformView['options'][number]; value: string; onChange: (value: string) => void };

/** One of a platform's own settings: one of several, or a text that may be left as it usually is. */
export function OptionField(props: OptionFieldProps) {
  const { of } = props;
  const common = { label: of.label, description: of.hint };
  if (of.values) {
    return (
      <NativeSelect
        {...common}
        data={of.values.map((value) => ({ value, label: valueWords[value] ?? value }))}
        value={props.value || of.default}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...common}
      placeholder={of.default}
      spellCheck={false}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
