import { PasswordInput } from '@mantine/core';
import { useId } from 'react';
import type { PlatformView } from '../../../shared/contract/feeds-contract.ts';
import type { FeedPlatform } from '../../../shared/model/feed.ts';
import { Press } from '../../ui/press.tsx';
import { CopyPress } from '../orgs/copy-press.tsx';
import { madeUpSecret } from './feed-draft.ts';
import { isMadeUpHere } from './feed-words.ts';
import style from './feeds.module.css';

type SecretFieldProps = {
  of: PlatformView['secrets'][number];
  platform: FeedPlatform;
  isSet: boolean;
  /** What was typed; undefined while it is left as it is. */
  value: string | undefined;
  fault: string | undefined;
  onChange: (value: string | undefined) => void;
};

/** A secret: written, never read. One that is set is replaced, or forgotten. */
export function SecretField(props: SecretFieldProps) {
  const { of, value, isSet, fault, onChange } = props;
  const id = useId();
  if (isSet && value === undefined) {
    return (
      <fieldset className={style.secretSet} aria-label={of.label}>
        <span className={style.secretName}>{of.label}</span>
        <span className={style.set}>set</span>
        <Press onPress={() => onChange('')}>Replace</Press>
        {of.required ? null : <Press onPress={() => onChange('')}>Forget it</Press>}
      </fieldset>
    );
  }
  return (
    <div>
      <PasswordInput
        id={id}
        // Mantine ties neither the hint nor the fault to a field of this kind.
        aria-describedby={fault ? `${id}-description ${id}-error` : `${id}-description`}
        aria-invalid={fault ? true : undefined}
        label={of.label}
        description={of.hint}
        required={of.required}
        autoComplete="off"
        spellCheck={false}
        maxLength={4000}
        value={value ?? ''}
        error={fault}
        visibilityToggleButtonProps={{ 'aria-label': `Show ${of.label}`, tabIndex: 0 }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={style.secretPresses}>
        {isMadeUpHere(props.platform, of.name) ? (
          <Press tone="quiet" onPress={() => onChange(madeUpSecret((bytes) => crypto.getRandomValues(bytes)))}>
            Make one up
          </Press>
        ) : null}
        {value ? <CopyPress text={value}>Copy it for the platform</CopyPress> : null}
        {isSet ? (
          <Press tone="quiet" onPress={() => onChange(undefined)}>
            Keep the one that is set
          </Press>
        ) : null}
        {isSet && value === '' && !of.required ? (
          <span className={style.quiet}>Saved empty, it is forgotten.</span>
        ) : null}
      </div>
    </div>
  );
}
