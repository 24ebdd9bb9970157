#!/usr/bin/env python3
"""Forecasts series with Prophet or statsmodels: baselines of bench/quality.

usage: python_baselines.py METHOD CASES PREDICTIONS

METHOD       prophet: Prophet with its default settings
             prophet-detector: the same, with an interval of three standard deviations, fitted to at
                 most 20,000 points evenly spread over the history
             ets: statsmodels' ETSModel, additive error, damped additive trend, additive season
             mstl: statsmodels' MSTL (day and week, or the one season), ETS without season on what
                 is left, the last season of each repeated
             check: only whether both can be imported
CASES        CSV series,season,timestamp,value; in order of time, times in seconds since the epoch;
             a row without a value is to be forecast
PREDICTIONS  CSV series,seconds,expected,lower,upper; one row a row to be forecast, in their order
"""

import csv
import logging
import sys
import time
import warnings
from itertools import groupby

LEVEL = 0.95
THREE_DEVIATIONS = 0.9973
LONGEST_FIT = 20_000


def prophet(season, times, values, ahead, level=LEVEL):
    import numpy as np
    import pandas as pd
    from prophet import Prophet

    np.random.seed(1)  # its intervals are drawn
    model = Prophet(interval_width=level)
    model.fit(pd.DataFrame({"ds": pd.to_datetime(times, unit="s"), "y": values}))
    made = model.predict(pd.DataFrame({"ds": pd.to_datetime(ahead, unit="s")}))
    return made["yhat"], made["yhat_lower"], made["yhat_upper"]


def prophet_detector(season, times, values, ahead):
    every = -(-len(times) // LONGEST_FIT)
    return prophet(season, times[::every], values[::every], ahead, THREE_DEVIATIONS)


def smoothed(values, steps, season=None):
    import pandas as pd
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    fitted = ETSModel(
        pd.Series(values, dtype=float),
        error="add",
        trend="add",
        damped_trend=True,
        seasonal="add" if season else None,
        seasonal_periods=season,
    ).fit(disp=False)
    n = len(values)
    made = fitted.get_prediction(start=n, end=n + steps - 1).summary_frame(alpha=1 - LEVEL)
    return made["mean"].to_numpy(), made["pi_lower"].to_numpy(), made["pi_upper"].to_numpy()


def ets(season, times, values, ahead):
    return smoothed(values, len(ahead), season)


def mstl(season, times, values, ahead):
    import numpy as np
    from statsmodels.tsa.seasonal import MSTL

    periods = [season] + ([7 * season] if season == 24 else [])
    values = np.asarray(values, dtype=float)
    parts = MSTL(values, periods=periods).fit().seasonal.reshape(len(values), -1)
    expected, lower, upper = smoothed(values - parts.sum(axis=1), len(ahead))
    repeated = np.zeros(len(ahead))
    for part, period in zip(parts.T, periods):
        repeated += np.resize(part[-period:], len(ahead))
    return expected + repeated, lower + repeated, upper + repeated


METHODS = {"prophet": prophet, "prophet-detector": prophet_detector, "ets": ets, "mstl": mstl}


def main():
    if sys.argv[1] == "check":
        import prophet  # noqa: F401
        import statsmodels  # noqa: F401

        return
    warnings.showwarning = lambda *ignored, **also: None  # statsmodels resets the filters
    logging.disable(logging.CRITICAL)
    forecast = METHODS[sys.argv[1]]
    with open(sys.argv[2], newline="") as cases, open(sys.argv[3], "w", newline="") as predictions:
        out = csv.writer(predictions)
        out.writerow(["series", "seconds", "expected", "lower", "upper"])
        first = True
        for name, rows in groupby(csv.DictReader(cases), key=lambda row: row["series"]):
            rows = list(rows)
            known = [row for row in rows if row["value"]]
            ahead = [float(row["timestamp"]) for row in rows if not row["value"]]
            series = (
                int(rows[0]["season"]),
                [float(row["timestamp"]) for row in known],
                [float(row["value"]) for row in known],
                ahead,
            )
            if first and sys.argv[1] != "prophet-detector":
                forecast(*series)  # imports do not count
            first = False
            begin = time.perf_counter()
            expected, lower, upper = forecast(*series)
            seconds = time.perf_counter() - begin
            for row in zip(expected, lower, upper):
                out.writerow([name, repr(seconds)] + [repr(float(x)) for x in row])


if __name__ == "__main__":
    main()
