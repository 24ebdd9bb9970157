// Jest setup provided by Grafana scaffolding
import './.config/jest-setup';

// Grafana's Combobox measures its text.
HTMLCanvasElement.prototype.getContext = () => ({ measureText: () => ({ width: 0 }) });
