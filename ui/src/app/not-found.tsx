import { Link } from "@tanstack/react-router";
import { EmptyState } from "../shared/ui/states";

export function NotFound() {
  return (
    <div className="page">
      <EmptyState icon="search" title="There is no such page">
        <Link to="/incidents">All incidents</Link>
      </EmptyState>
    </div>
  );
}
