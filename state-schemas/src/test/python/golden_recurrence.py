"""Starts of recurring windows, by python-dateutil's rrule and the standard zoneinfo.

    python3 golden_recurrence.py > ../resources/golden/recurrence.csv

Columns by '|': rule, zone, first start, then the first 14 starts as milliseconds since the epoch.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

CASES = [
    ("FREQ=DAILY", "UTC", "2026-01-01T02:00"),
    ("FREQ=DAILY;INTERVAL=3", "Europe/Zurich", "2026-03-20T02:30"),
    ("FREQ=DAILY", "Europe/Zurich", "2026-03-25T02:30"),
    ("FREQ=DAILY", "America/New_York", "2026-10-28T01:30"),
    ("FREQ=DAILY;COUNT=5", "Asia/Kolkata", "2026-06-01T23:45"),
    ("FREQ=DAILY;INTERVAL=2;UNTIL=20260110", "UTC", "2026-01-01T00:00"),
    ("FREQ=WEEKLY", "Europe/London", "2026-05-06T22:00"),
    ("FREQ=WEEKLY;BYDAY=SA,SU", "Europe/Zurich", "2026-10-03T01:00"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", "UTC", "2026-01-07T04:00"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO", "UTC", "2026-01-04T04:00"),
    ("FREQ=WEEKLY;BYDAY=TU;COUNT=3", "Australia/Lord_Howe", "2026-03-30T01:45"),
    ("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260401T120000", "Europe/Zurich", "2026-03-03T12:00"),
    ("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260402T115959", "Europe/Zurich", "2026-03-03T12:00"),
    ("FREQ=MONTHLY", "UTC", "2026-01-31T03:00"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "Europe/Zurich", "2026-01-15T03:00"),
    ("FREQ=MONTHLY;BYMONTHDAY=1,15", "UTC", "2026-01-10T03:00"),
    ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=29", "UTC", "2026-11-01T03:00"),
    ("FREQ=MONTHLY;INTERVAL=6;COUNT=4", "UTC", "2024-02-29T12:00"),
]

for rule, zone, start in CASES:
    first = datetime.fromisoformat(start)
    starts = []
    for at in rrulestr(rule, dtstart=first):
        millis = int(at.replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)
        starts.append(str(millis))
        if len(starts) == 14:
            break
    print("|".join([rule, zone, start, *starts]))
