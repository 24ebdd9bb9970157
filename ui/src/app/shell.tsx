import { useQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { DropdownMenu } from "radix-ui";
import { useLive } from "../api/live";
import type { LiveState } from "../api/events";
import { meQuery } from "../api/queries";
import { chooseTheme, useTheme, type Theme } from "../shared/theme";
import { Icon, type IconName } from "../shared/ui/icon";

const PAGES = [
  { to: "/incidents", icon: "incidents", name: "Incidents" },
  { to: "/explore", icon: "explore", name: "Metrics" },
  { to: "/map", icon: "map", name: "Services" },
  { to: "/silences", icon: "silence", name: "Silences" },
  { to: "/pipeline", icon: "pipeline", name: "Pipeline" },
  { to: "/models", icon: "models", name: "Models" },
  { to: "/demo", icon: "demo", name: "Demo" },
  { to: "/settings", icon: "settings", name: "Settings" },
] as const satisfies readonly { to: string; icon: IconName; name: string }[];

const ON_A_PHONE = 4;

const LIVE: Record<LiveState, string> = {
  connecting: "Connecting…",
  live: "Live",
  lost: "Not live: connecting again",
};

export function Shell() {
  const live = useLive();
  const pages = usePages();
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="topbar">
        <Link to="/" className="brand" aria-label="Vedette, open incidents">
          <img src="/favicon.svg" width="22" height="22" alt="" />
          <span>Vedette</span>
        </Link>
        <div className="topbar-end">
          <span className={`live live-${live}`} role="status">
            <span className="live-dot" aria-hidden="true" />
            {LIVE[live]}
          </span>
          <ThemeMenu />
        </div>
      </header>
      <nav className="nav" aria-label="Pages">
        {pages.map(({ to, icon, name }, index) => (
          <Link
            key={to}
            to={to}
            className={`nav-link ${index < ON_A_PHONE ? "" : "nav-wide"}`}
            activeOptions={{ includeSearch: false }}
            {...(to === "/incidents" ? { search: { status: ["OPEN", "ACKNOWLEDGED", "SNOOZED"] } } : { search: {} })}
          >
            <Icon name={icon} />
            <span>{name}</span>
          </Link>
        ))}
        <MorePages pages={pages.slice(ON_A_PHONE)} />
      </nav>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}

type PageLink = (typeof PAGES)[number];

/** The pages there are: that of the demo shop beside one alone. */
function usePages(): PageLink[] {
  const me = useQuery(meQuery());
  const hasDemo = me.data?.features.includes("DEMO") === true;
  return PAGES.filter(({ to }) => to !== "/demo" || hasDemo);
}

function MorePages({ pages }: { pages: PageLink[] }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="nav-link nav-more">
        <Icon name="more" />
        <span>More</span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" side="top" align="end" sideOffset={6}>
          {pages.map(({ to, icon, name }) => (
            <DropdownMenu.Item key={to} asChild>
              <Link to={to} search={{}} className="menu-item">
                <Icon name={icon} />
                {name}
              </Link>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const THEMES: Record<Theme, string> = { system: "As the system", light: "Light", dark: "Dark" };

function ThemeMenu() {
  const theme = useTheme();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="icon-button" aria-label="Theme">
        <Icon name="theme" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
          <DropdownMenu.RadioGroup value={theme} onValueChange={(value) => chooseTheme(value as Theme)}>
            {Object.entries(THEMES).map(([value, name]) => (
              <DropdownMenu.RadioItem key={value} value={value} className="menu-item">
                <span className="menu-mark">
                  <DropdownMenu.ItemIndicator>
                    <Icon name="check" />
                  </DropdownMenu.ItemIndicator>
                </span>
                {name}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
