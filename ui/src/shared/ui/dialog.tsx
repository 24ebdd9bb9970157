import { Dialog as Radix } from "radix-ui";
import type { SyntheticEvent, ReactNode } from "react";
import { Icon } from "./icon";

interface Props {
  title: string;
  description: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSubmit: () => void;
  submit: string;
  disabled?: boolean;
  danger?: boolean;
  children: ReactNode;
}

/** A form in a dialog: Enter sends, Escape leaves, focus comes back to where it was. */
export function FormDialog({
  title,
  description,
  open,
  onOpenChange,
  onSubmit,
  submit,
  disabled,
  danger,
  children,
}: Props) {
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (disabled !== true) {
      onSubmit();
      onOpenChange(false);
    }
  };
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="overlay" />
        <Radix.Content className="dialog">
          <div className="dialog-head">
            <Radix.Title>{title}</Radix.Title>
            <Radix.Close className="icon-button" aria-label="Close">
              <Icon name="close" />
            </Radix.Close>
          </div>
          <Radix.Description className="muted">{description}</Radix.Description>
          <form onSubmit={send} className="form">
            {children}
            <div className="form-end">
              <Radix.Close className="button">Cancel</Radix.Close>
              <button
                type="submit"
                disabled={disabled}
                className={`button ${danger === true ? "button-danger" : "button-primary"}`}
              >
                {submit}
              </button>
            </div>
          </form>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function Field({ label, hint, children }: { label: string; hint?: string | undefined; children: ReactNode }) {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      {children}
      {hint !== undefined && <span className="field-hint">{hint}</span>}
    </label>
  );
}
