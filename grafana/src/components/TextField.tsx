import React, { useId, type FocusEvent, type KeyboardEvent } from 'react';
import { InlineField, Input } from '@grafana/ui';

interface Props {
  label: string;
  value: string | undefined;
  placeholder: string;
  /** Told when the field is left or Enter is pressed, if it changed; undefined when it is blank. */
  onCommit: (value: string | undefined) => void;
}

/** A line of text that asks the server when it is done, not with every key. */
export function TextField({ label, value, placeholder, onCommit }: Props) {
  const id = useId();
  const commit = (raw: string) => {
    const next = raw.trim() === '' ? undefined : raw.trim();
    if (next !== value) {
      onCommit(next);
    }
  };
  return (
    <InlineField label={label} labelWidth={12}>
      <Input
        // A value set from elsewhere shows at once.
        key={value}
        id={id}
        width={30}
        defaultValue={value}
        placeholder={placeholder}
        onBlur={(event: FocusEvent<HTMLInputElement>) => commit(event.target.value)}
        onKeyDown={(event: KeyboardEvent<HTMLInputElement>) =>
          event.key === 'Enter' && commit(event.currentTarget.value)
        }
      />
    </InlineField>
  );
}
