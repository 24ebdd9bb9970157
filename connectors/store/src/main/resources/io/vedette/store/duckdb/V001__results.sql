-- Results and points. Times are milliseconds since the epoch; unknown texts are empty.
CREATE TABLE incidents (
  id VARCHAR NOT NULL, version BIGINT NOT NULL, environment VARCHAR NOT NULL, status VARCHAR NOT NULL,
  severity VARCHAR NOT NULL, severity_rank BIGINT NOT NULL, starts_at BIGINT NOT NULL, changed_at BIGINT NOT NULL,
  alert_count BIGINT NOT NULL, services VARCHAR NOT NULL, search VARCHAR NOT NULL, payload VARCHAR NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE incident_revisions (
  id VARCHAR NOT NULL, revision BIGINT NOT NULL, version BIGINT NOT NULL, status VARCHAR NOT NULL, change VARCHAR NOT NULL,
  changed_at BIGINT NOT NULL, changed_by VARCHAR NOT NULL, reason VARCHAR NOT NULL, severity VARCHAR NOT NULL,
  alert_count BIGINT NOT NULL, firing_count BIGINT NOT NULL,
  PRIMARY KEY (id, revision)
);
CREATE TABLE alerts (
  starts_at BIGINT NOT NULL, id VARCHAR NOT NULL, version BIGINT NOT NULL, status VARCHAR NOT NULL, severity VARCHAR NOT NULL,
  service VARCHAR NOT NULL, series_id VARCHAR NOT NULL, search VARCHAR NOT NULL, payload VARCHAR NOT NULL,
  PRIMARY KEY (starts_at, id)
);
CREATE TABLE anomalies (
  ts BIGINT NOT NULL, id VARCHAR NOT NULL, version BIGINT NOT NULL, status VARCHAR NOT NULL, service VARCHAR NOT NULL,
  series_id VARCHAR NOT NULL, payload VARCHAR NOT NULL,
  PRIMARY KEY (ts, id)
);
CREATE TABLE audit (
  ts BIGINT NOT NULL, id VARCHAR NOT NULL, version BIGINT NOT NULL, series_id VARCHAR NOT NULL, incident_id VARCHAR NOT NULL,
  author VARCHAR NOT NULL, payload VARCHAR NOT NULL,
  PRIMARY KEY (ts, id)
);
CREATE TABLE calls (
  environment VARCHAR NOT NULL, edge VARCHAR NOT NULL, ends_at BIGINT NOT NULL, version BIGINT NOT NULL,
  starts_at BIGINT NOT NULL, payload VARCHAR NOT NULL,
  PRIMARY KEY (environment, edge, ends_at)
);
CREATE TABLE series (
  id VARCHAR NOT NULL, last_seen BIGINT NOT NULL, series VARCHAR NOT NULL, metric VARCHAR NOT NULL, service VARCHAR NOT NULL,
  search VARCHAR NOT NULL,
  PRIMARY KEY (id)
);
-- No key: an index would cost more than the points. Rows come nearly in the order of time, which is what is asked by.
CREATE TABLE points (
  series_id BIGINT NOT NULL, ts BIGINT NOT NULL, version BIGINT NOT NULL, value DOUBLE NOT NULL, expected DOUBLE NOT NULL,
  lower DOUBLE NOT NULL, upper DOUBLE NOT NULL, score DOUBLE NOT NULL, anomaly BIGINT NOT NULL, outcome VARCHAR NOT NULL
);
CREATE TABLE rollups (
  series_id BIGINT NOT NULL, ts BIGINT NOT NULL, points BIGINT NOT NULL, step BIGINT NOT NULL, value DOUBLE NOT NULL,
  value_min DOUBLE NOT NULL, value_max DOUBLE NOT NULL, expected DOUBLE NOT NULL, lower DOUBLE NOT NULL,
  upper DOUBLE NOT NULL, score DOUBLE NOT NULL, anomalies BIGINT NOT NULL, outcome VARCHAR NOT NULL,
  PRIMARY KEY (series_id, ts)
);
CREATE TABLE positions (
  topic VARCHAR NOT NULL, part BIGINT NOT NULL, version BIGINT NOT NULL, topic_id VARCHAR NOT NULL, epoch BIGINT NOT NULL,
  next_offset BIGINT NOT NULL,
  PRIMARY KEY (topic, part)
);
