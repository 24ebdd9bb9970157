-- Results and points. Times are milliseconds since the epoch; unknown texts are empty. SQL of ClickHouse 18.16 and later.
-- Of the rows of one sorting key the one with the highest version counts; asking groups, so it does not matter when
-- ClickHouse merges. The granules of incidents are small: a page asks for a few large payloads from all over the table.
-- Partitions are dropped whole: a day of points, thirty days of everything else that grows.
CREATE TABLE IF NOT EXISTS incidents (
  id String, version Int64, environment String, status String, severity String, severity_rank Int64, starts_at Int64,
  changed_at Int64, alert_count Int64, services String, search String, payload String
) ENGINE = ReplacingMergeTree(version) ORDER BY id SETTINGS index_granularity = 32;
CREATE TABLE IF NOT EXISTS incident_revisions (
  id String, revision Int64, version Int64, status String, change String, changed_at Int64, changed_by String,
  reason String, severity String, alert_count Int64, firing_count Int64
) ENGINE = ReplacingMergeTree(version) ORDER BY (id, revision);
CREATE TABLE IF NOT EXISTS alerts (
  starts_at Int64, id String, version Int64, status String, severity String, service String, series_id String,
  search String, payload String
) ENGINE = ReplacingMergeTree(version) PARTITION BY intDiv(starts_at, 2592000000) ORDER BY (starts_at, id);
CREATE TABLE IF NOT EXISTS anomalies (
  ts Int64, id String, version Int64, status String, service String, series_id String, payload String
) ENGINE = ReplacingMergeTree(version) PARTITION BY intDiv(ts, 2592000000) ORDER BY (ts, id);
CREATE TABLE IF NOT EXISTS audit (
  ts Int64, id String, version Int64, series_id String, incident_id String, author String, payload String
) ENGINE = ReplacingMergeTree(version) PARTITION BY intDiv(ts, 2592000000) ORDER BY (ts, id);
CREATE TABLE IF NOT EXISTS calls (
  environment String, edge String, ends_at Int64, version Int64, starts_at Int64, payload String
) ENGINE = ReplacingMergeTree(version) PARTITION BY intDiv(ends_at, 2592000000) ORDER BY (environment, edge, ends_at);
CREATE TABLE IF NOT EXISTS series (
  id String, last_seen Int64, series String, metric String, service String, search String
) ENGINE = ReplacingMergeTree(last_seen) ORDER BY id;
CREATE TABLE IF NOT EXISTS points (
  series_id Int64, ts Int64, version Int64, value Float64, expected Float64, lower Float64, upper Float64, score Float64,
  anomaly Int64, outcome String
) ENGINE = ReplacingMergeTree(version) PARTITION BY intDiv(ts, 86400000) ORDER BY (series_id, ts);
CREATE TABLE IF NOT EXISTS rollups (
  series_id Int64, ts Int64, points Int64, step Int64, value Float64, value_min Float64, value_max Float64,
  expected Float64, lower Float64, upper Float64, score Float64, anomalies Int64, outcome String
) ENGINE = ReplacingMergeTree(points) PARTITION BY intDiv(ts, 2592000000) ORDER BY (series_id, ts);
CREATE TABLE IF NOT EXISTS positions (
  topic String, part Int64, version Int64, topic_id String, epoch Int64, next_offset Int64
) ENGINE = ReplacingMergeTree(version) ORDER BY (topic, part);
