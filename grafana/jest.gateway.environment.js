const { TestEnvironment } = require('jest-environment-jsdom');

/** A browser's page, which @grafana/data needs, with Node's fetch, which asks any host. */
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.fetch = fetch;
  }
};
