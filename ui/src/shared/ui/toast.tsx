import { Toast } from "radix-ui";
import { createContext, use, useCallback, useState, type ReactNode } from "react";
import { Icon } from "./icon";

type Tone = "done" | "failed";
type Show = (tone: Tone, text: string) => void;

const Context = createContext<Show>(() => undefined);

export const useToast = (): Show => use(Context);

const SHOWN = 4;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<{ id: number; tone: Tone; text: string }[]>([]);
  const show = useCallback<Show>((tone, text) => {
    setToasts((before) => [...before, { id: (before.at(-1)?.id ?? 0) + 1, tone, text }].slice(-SHOWN));
  }, []);
  return (
    <Context value={show}>
      <Toast.Provider duration={6000}>
        {children}
        {toasts.map(({ id, tone, text }) => (
          <Toast.Root
            key={id}
            className={`toast toast-${tone}`}
            onOpenChange={(open) => {
              if (!open) {
                setToasts((before) => before.filter((one) => one.id !== id));
              }
            }}
          >
            <Icon name={tone === "done" ? "check" : "warning"} />
            <Toast.Description>{text}</Toast.Description>
            <Toast.Close className="icon-button" aria-label="Close">
              <Icon name="close" />
            </Toast.Close>
          </Toast.Root>
        ))}
        <Toast.Viewport className="toasts" />
      </Toast.Provider>
    </Context>
  );
}
