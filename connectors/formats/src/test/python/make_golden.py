"""Writes the golden bodies in src/test/resources/golden, with another implementation than ours.

Remote write is built by Google's protobuf for Python from the messages below, which repeat the
public schemas (prometheus/prompb/remote.proto, types.proto; io/prometheus/write/v2/types.proto), and
packed by cramjam's snappy. OTLP comes from the opentelemetry-proto package.

    python3 -m venv /tmp/golden && /tmp/golden/bin/pip install protobuf cramjam opentelemetry-proto
    /tmp/golden/bin/python make_golden.py ../resources/golden

The values are chosen, not random; GoldenBodiesTest has them once more in Java.
"""

import gzip
import json
import struct
import sys
from pathlib import Path

import cramjam
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
from opentelemetry.proto.common.v1 import common_pb2
from opentelemetry.proto.metrics.v1 import metrics_pb2

TYPES = {"string": 9, "double": 1, "int64": 3, "uint64": 4, "uint32": 13, "sint32": 17, "enum": 13}
STALE = struct.unpack("<d", struct.pack("<Q", 0x7FF0000000000002))[0]
NOW = 1_700_000_000_000


def schema(package, messages):
    """Message classes from {name: [(field, number, type, repeated)]}."""
    file = descriptor_pb2.FileDescriptorProto(
        name=package + ".proto", package=package, syntax="proto3")
    for name, fields in messages.items():
        message = file.message_type.add(name=name)
        for field, number, kind, repeated in fields:
            added = message.field.add(name=field, number=number, label=3 if repeated else 1)
            if kind in TYPES:
                added.type = TYPES[kind]
            else:
                added.type = 11
                added.type_name = f".{package}.{kind}"
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return {
        name: message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{package}.{name}"))
        for name in messages
    }


HISTOGRAM = [
    ("count_int", 1, "uint64", False), ("count_float", 2, "double", False),
    ("sum", 3, "double", False), ("schema", 4, "sint32", False),
    ("zero_threshold", 5, "double", False), ("zero_count_int", 6, "uint64", False),
    ("reset_hint", 14, "enum", False), ("timestamp", 15, "int64", False),
]
V1 = schema("prometheus", {
    "Sample": [("value", 1, "double", False), ("timestamp", 2, "int64", False)],
    "Label": [("name", 1, "string", False), ("value", 2, "string", False)],
    "Exemplar": [("labels", 1, "Label", True), ("value", 2, "double", False),
                 ("timestamp", 3, "int64", False)],
    "Histogram": HISTOGRAM,
    "TimeSeries": [("labels", 1, "Label", True), ("samples", 2, "Sample", True),
                   ("exemplars", 3, "Exemplar", True), ("histograms", 4, "Histogram", True)],
    "MetricMetadata": [("type", 1, "enum", False), ("metric_family_name", 2, "string", False),
                       ("help", 4, "string", False), ("unit", 5, "string", False)],
    "WriteRequest": [("timeseries", 1, "TimeSeries", True),
                     ("metadata", 3, "MetricMetadata", True)],
})
V2 = schema("io.prometheus.write.v2", {
    "Sample": [("value", 1, "double", False), ("timestamp", 2, "int64", False),
               ("start_timestamp", 3, "int64", False)],
    "Exemplar": [("labels_refs", 1, "uint32", True), ("value", 2, "double", False),
                 ("timestamp", 3, "int64", False)],
    "Metadata": [("type", 1, "enum", False), ("help_ref", 3, "uint32", False),
                 ("unit_ref", 4, "uint32", False)],
    "Histogram": HISTOGRAM,
    "TimeSeries": [("labels_refs", 1, "uint32", True), ("samples", 2, "Sample", True),
                   ("histograms", 3, "Histogram", True), ("exemplars", 4, "Exemplar", True),
                   ("metadata", 5, "Metadata", False), ("created_timestamp", 6, "int64", False)],
    "Request": [("symbols", 4, "string", True), ("timeseries", 5, "TimeSeries", True)],
})


def pack(message):
    return bytes(cramjam.snappy.compress_raw(message.SerializeToString()))


def remote_write_1():
    request = V1["WriteRequest"]()

    def series(labels, samples):
        added = request.timeseries.add()
        for name, value in labels:
            added.labels.add(name=name, value=value)
        for timestamp, value in samples:
            added.samples.add(timestamp=timestamp, value=value)
        return added

    series([("__name__", "http_requests_total"), ("instance", "a:9100"), ("job", "shop")],
           [(NOW, 17.0), (NOW + 15_000, 21.5)])
    # Unsorted, an empty value, more than ASCII.
    series([("zone", "Zürich"), ("__name__", "temperature"), ("empty", "")], [(NOW, -3.25)])
    series([("__name__", "gone"), ("job", "shop")], [(NOW, STALE)])
    series([("__name__", "limits")],
           [(1, float("inf")), (2, float("-inf")), (3, float("nan")), (4, 5e-324)])
    native = series([("__name__", "latency_seconds"), ("service", "cart")], [])
    native.histograms.add(count_int=7, sum=1.5, schema=3, timestamp=NOW)
    native.histograms.add(count_float=8.5, sum=2.5, schema=3, timestamp=NOW + 15_000)
    native.exemplars.add(value=0.2, timestamp=NOW).labels.add(name="trace_id", value="abc")
    request.metadata.add(type=1, metric_family_name="http_requests_total", help="Requests.")
    request.metadata.add(type=2, metric_family_name="temperature", unit="celsius")
    return pack(request)


def remote_write_2():
    request = V2["Request"]()
    symbols = [""]

    def symbol(text):
        if text not in symbols:
            symbols.append(text)
        return symbols.index(text)

    def series(labels, samples, kind=0):
        added = request.timeseries.add()
        for name, value in labels:
            added.labels_refs.extend([symbol(name), symbol(value)])
        for timestamp, value in samples:
            added.samples.add(timestamp=timestamp, value=value, start_timestamp=NOW - 60_000)
        if kind:
            added.metadata.type = kind
            added.metadata.help_ref = symbol("What it is.")
        return added

    series([("__name__", "http_requests_total"), ("instance", "a:9100"), ("job", "shop")],
           [(NOW, 17.0), (NOW + 15_000, 21.5)], kind=1)
    series([("__name__", "temperature"), ("zone", "Zürich")], [(NOW, -3.25)], kind=2)
    series([("__name__", "gone"), ("job", "shop")], [(NOW, STALE)]).created_timestamp = NOW - 1
    native = series([("__name__", "latency_seconds"), ("service", "cart")], [], kind=3)
    native.histograms.add(count_int=7, sum=1.5, schema=3, timestamp=NOW)
    native.exemplars.add(labels_refs=[symbol("trace_id"), symbol("abc")], value=0.2)
    request.symbols.extend(symbols)
    return pack(request)


def otlp():
    request = metrics_pb2.MetricsData()
    resource = request.resource_metrics.add()

    def attribute(target, key, **value):
        target.add(key=key, value=common_pb2.AnyValue(**value))

    for key, value in [("service.name", "checkout"), ("service.namespace", "shop"),
                       ("service.instance.id", "pod-7"), ("service.version", "1.4.2"),
                       ("k8s.namespace.name", "prod"), ("process.pid.text", "4711")]:
        attribute(resource.resource.attributes, key, string_value=value)
    scope = resource.scope_metrics.add()
    scope.scope.name = "io.shop.checkout"
    nanos = NOW * 1_000_000 + 999_999

    gauge = scope.metrics.add(name="queue.size", unit="{orders}")
    point = gauge.gauge.data_points.add(time_unix_nano=nanos, as_int=-12)
    attribute(point.attributes, "queue.name", string_value="out")
    attribute(point.attributes, "durable", bool_value=True)
    attribute(point.attributes, "shard", int_value=3)
    attribute(point.attributes, "weight", double_value=0.5)
    attribute(point.attributes, "tags", array_value=common_pb2.ArrayValue(
        values=[common_pb2.AnyValue(string_value='a"b'), common_pb2.AnyValue(int_value=2)]))
    gauge.gauge.data_points.add(time_unix_nano=nanos, flags=1)

    total = scope.metrics.add(name="http.server.requests", unit="1")
    total.sum.aggregation_temporality = 2
    total.sum.is_monotonic = True
    counted = total.sum.data_points.add(
        start_time_unix_nano=1, time_unix_nano=nanos, as_double=42.5)
    counted.exemplars.add(time_unix_nano=nanos, as_double=1, span_id=b"\x01" * 8,
                          trace_id=b"\x02" * 16)

    delta = scope.metrics.add(name="bytes.sent", unit="By")
    delta.sum.aggregation_temporality = 1
    delta.sum.is_monotonic = True
    delta.sum.data_points.add(time_unix_nano=nanos, as_int=1024)

    histogram = scope.metrics.add(name="http.server.duration", unit="ms")
    histogram.histogram.aggregation_temporality = 2
    histogram.histogram.data_points.add(
        time_unix_nano=nanos, count=6, sum=75.5, bucket_counts=[1, 2, 3],
        explicit_bounds=[0.005, 10])

    exponential = scope.metrics.add(name="payload.size", unit="By")
    exponential.exponential_histogram.aggregation_temporality = 2
    exponential.exponential_histogram.data_points.add(
        time_unix_nano=nanos, count=9, sum=99, scale=2, zero_count=1)

    summary = scope.metrics.add(name="gc.pause", unit="s")
    quantiles = summary.summary.data_points.add(time_unix_nano=nanos, count=4, sum=0.25)
    quantiles.quantile_values.add(quantile=0.5, value=0.05)
    quantiles.quantile_values.add(quantile=0.99, value=0.1)
    return request


def otlp_json(request):
    """Protobuf's JSON with the two departures of OTLP: enums as numbers, ids in hexadecimal."""
    tree = json.loads(json_format.MessageToJson(request, use_integers_for_enums=True))
    for resource in tree["resourceMetrics"]:
        for scope in resource["scopeMetrics"]:
            for metric in scope["metrics"]:
                for point in metric.get("sum", {}).get("dataPoints", []):
                    for exemplar in point.get("exemplars", []):
                        exemplar["spanId"] = "01" * 8
                        exemplar["traceId"] = "02" * 16
    return json.dumps(tree, indent=1).encode()


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    request = otlp()
    files = {
        "remote-write-1.snappy": remote_write_1(),
        "remote-write-2.snappy": remote_write_2(),
        "otlp.pb": request.SerializeToString(),
        "otlp.json": otlp_json(request),
        "otlp.json.gz": gzip.compress(otlp_json(request), mtime=0),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
        print(name, len(content))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
