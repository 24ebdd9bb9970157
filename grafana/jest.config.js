// force timezone to UTC to allow tests to work regardless of local timezone
// generally used by snapshots, but can affect specific tests
process.env.TZ = 'UTC';

const base = require('./.config/jest.config');
const [swc] = Object.values(base.transform);

module.exports = {
  // Jest configuration provided by Grafana scaffolding
  ...base,
  // Dependencies of @grafana/data that are ECMAScript modules by their name.
  transform: { ...base.transform, '^.+\\.mjs$': swc },
};
