"""Golden numbers of the forecast families, by implementations that share nothing with the Java ones.

    smoothing-*   statsmodels' ETSModel (additive error, damped additive trend, additive season) with fixed
                  parameters and a given start; that knows neither two seasons nor autocorrelated errors, so
                  this case is written out in numpy as vectors and matrices (F, g and w of De Livera, Hyndman
                  and Snyder 2011)
    regression    numpy.linalg.lstsq on the augmented system: sqrt(weight) rows over sqrt(penalty) rows
    theta         statsmodels' SimpleExpSmoothing and numpy.polyfit
    normal        scipy.stats.norm.ppf
    figures       mean absolute (scaled) and symmetric errors in numpy

    pip install numpy scipy statsmodels      (made with numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0)
    python3 golden_forecast.py ../resources/golden

The series are synthetic, from numpy's PCG64 with the seeds below. A file holds lines `name,number,number,...`.
"""

import pathlib
import sys

import numpy as np
from scipy.stats import norm
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.holtwinters import SimpleExpSmoothing


def series(seed, size, period, trend=0.01, spread=0.5):
    random = np.random.default_rng(seed)
    time = np.arange(size)
    return 3 + trend * time + 2 * np.sin(2 * np.pi * time / period) + random.normal(0, spread, size)


def smoothing_one_season():
    period, horizon = 6, 12
    values = series(1, 90, period)
    start = np.array([1.5, -0.5, 0.25, 0.75, -1.0, -1.0])  # season of bin 0, 1, ...
    alpha, beta, damping, gamma = 0.3, 0.05, 0.9, 0.2
    model = ETSModel(
        values, error="add", trend="add", damped_trend=True, seasonal="add", seasonal_periods=period,
        initialization_method="known", initial_level=2.0, initial_trend=0.0,
        initial_seasonal=start,
    )
    # ETSModel takes the start of the seasons in the order of the bins
    with model.fix_params({
        "smoothing_level": alpha, "smoothing_trend": beta, "damping_trend": damping,
        "smoothing_seasonal": gamma,
    }):
        fitted = model.fit(disp=False)
    return {
        "values": values, "season": start, "level": [2.0],
        "parameters": [alpha, 0.0, beta, damping, gamma],
        "forecast-60": ETSModel(
            values[:60], error="add", trend="add", damped_trend=True, seasonal="add",
            seasonal_periods=period, initialization_method="known", initial_level=2.0,
            initial_trend=0.0, initial_seasonal=start,
        ).smooth(fitted.params).forecast(horizon),
        "forecast-90": fitted.forecast(horizon),
    }


def smoothing_two_seasons():
    short, long, horizon = 4, 12, 10
    values = series(2, 120, long)
    alpha, phi, beta, damping, gammas = 0.2, 0.6, 0.02, 0.95, (0.1, 0.25)
    # state: level, trend, deviation, the short season with the next bin first, the long one likewise
    size = 3 + short + long
    transition = np.zeros((size, size))
    transition[0, 0], transition[0, 1] = 1, damping
    transition[1, 1] = damping
    transition[2, 2] = phi
    for at, period in ((3, short), (3 + short, long)):
        for i in range(period):
            transition[at + i, at + (i + 1) % period] = 1
    observe = np.zeros(size)
    observe[[0, 3, 3 + short]] = 1
    observe[1], observe[2] = damping, phi
    gain = np.zeros(size)
    gain[0], gain[1], gain[2] = alpha, beta, 1
    gain[3 + short - 1], gain[size - 1] = gammas
    state = np.zeros(size)
    state[0] = 3.0
    for value in values:
        error = value - observe @ state
        state = transition @ state + gain * error
    forecast = []
    for _ in range(horizon):
        forecast.append(observe @ state)
        state = transition @ state
    return {
        "values": values, "level": [3.0], "parameters": [alpha, phi, beta, damping, *gammas],
        "forecast-120": forecast,
    }


def regression():
    size, ahead, day, week = 21 * 24, 24, 24, 168
    values = series(3, size, day)
    values[100:110] += 40
    time = np.arange(size + ahead)
    columns = [np.ones_like(time, dtype=float), time / size]
    columns += [np.maximum(0, time / size - 0.8 * (i + 1) / 20) for i in range(20)]
    for harmonic in range(1, 12):
        columns += [np.sin(2 * np.pi * harmonic * (time % day) / day), np.cos(2 * np.pi * harmonic * (time % day) / day)]
    for harmonic in [h for h in range(1, 16) if h % 7]:
        columns += [np.sin(2 * np.pi * harmonic * (time % week) / week), np.cos(2 * np.pi * harmonic * (time % week) / week)]
    design = np.stack(columns, axis=1)
    penalties = np.concatenate([[0, 0], np.full(20, 2.5), np.full(design.shape[1] - 22, 0.125)])
    weights = np.where((np.arange(size) >= 100) & (np.arange(size) < 110), 0.01, 1.0)
    augmented = np.vstack([np.sqrt(weights)[:, None] * design[:size], np.diag(np.sqrt(penalties))])
    right = np.concatenate([np.sqrt(weights) * values, np.zeros(len(penalties))])
    solution, *_ = np.linalg.lstsq(augmented, right, rcond=None)
    return {"values": values, "fit": design @ solution}


def theta():
    values, horizon, alpha = series(4, 80, 7, trend=0.05, spread=1.0), 12, 0.2
    slope = np.polyfit(np.arange(80), values, 1)[0]
    level = SimpleExpSmoothing(
        values, initialization_method="known", initial_level=values[0]
    ).fit(smoothing_level=alpha, optimized=False).forecast(1)[0]
    steps = np.arange(horizon)
    # Hyndman and Billah 2003: b / 2 * (h - 1 + (1 - (1 - alpha)^n) / alpha) on top of the level
    drift = slope / 2 * (steps + (1 - (1 - alpha) ** 80) / alpha)
    return {"values": values, "slope": [slope], "alpha": [alpha], "forecast": level + drift}


def normal():
    shares = np.array([1e-9, 1e-4, 0.02, 0.025, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.975, 0.99, 0.9995])
    return {"shares": shares, "quantiles": norm.ppf(shares)}


def figures():
    random = np.random.default_rng(5)
    values, forecasts = random.normal(10, 3, 40), random.normal(10, 3, (3, 8))
    origins = np.array([20, 25, 32])
    came = np.stack([values[o:o + 8] for o in origins])
    return {
        "values": values, "forecasts": forecasts.ravel(), "origins": origins,
        "mae": [np.mean(np.abs(came - forecasts))],
        "smape": [np.mean(200 * np.abs(came - forecasts) / (np.abs(came) + np.abs(forecasts)))],
    }


CASES = {
    "smoothing-one-season": smoothing_one_season, "smoothing-two-seasons": smoothing_two_seasons,
    "regression": regression, "theta": theta, "normal": normal, "figures": figures,
}


def main(folder):
    for name, case in CASES.items():
        with open(folder / f"forecast-{name}.csv", "w", encoding="ascii", newline="\n") as out:
            for key, numbers in case().items():
                out.write(",".join([key, *(repr(float(number)) for number in numbers)]) + "\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
