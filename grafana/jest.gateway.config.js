// The data source against a gateway that runs: npm run test:gateway.
const base = require('./jest.config');

module.exports = {
  ...base,
  testEnvironment: '<rootDir>/jest.gateway.environment.js',
  testMatch: ['<rootDir>/src/**/*.integration.ts'],
};
