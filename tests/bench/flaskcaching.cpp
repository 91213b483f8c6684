#include "tests/bench/flaskcaching.h"

#include <QProcess>

namespace larder::bench {

namespace {

// The processor time of a hit in nanoseconds, the smallest of five rounds: by the arguments, by a key.
constexpr auto kScript = R"(
import time
from flask import Flask
from flask_caching import Cache
app = Flask("bench")
cache = Cache(app, config={"CACHE_TYPE": "SimpleCache"})
rows = [(row, "name %d" % row, row * 1.25, "2024-01-15 12:00:00", None, row % 2) for row in range(100)]
sql = "SELECT " + "k" * 493

@cache.memoize()
def query(sql, *parameters):
    return rows

def smallest(hit):
    best = None
    for _ in range(5):
        begin = time.thread_time_ns()
        for _ in range(2000):
            assert len(hit()) == 100
        spent = (time.thread_time_ns() - begin) / 2000
        best = spent if best is None else min(best, spent)
    return best

with app.app_context():
    query(sql, 42, "text", 1.5)
    cache.set("key", rows)
    print(smallest(lambda: query(sql, 42, "text", 1.5)), smallest(lambda: cache.get("key")))
)";

Measure speedup(const QString& name, double larder, double flask, std::optional<double> limit = {})
{
    Measure measure{name};
    if (flask <= 0) {
        measure.leftOut = QStringLiteral("Flask-Caching is not installed");
        return measure;
    }
    measure.value = larder / 1000;
    measure.unit = QStringLiteral("µs");
    measure.baseline = flask / 1000;
    measure.ratio = flask / larder;
    measure.limit = limit;
    measure.atLeast = true;
    return measure;
}

} // namespace

std::vector<Measure> flaskSpeedups(const HitTimes& larder)
{
    QProcess python;
    python.start(QStringLiteral("/usr/bin/python3"),
        {QStringLiteral("-W"), QStringLiteral("ignore"), QStringLiteral("-c"), QString::fromLatin1(kScript)});
    python.waitForFinished(-1);
    const QByteArrayList times = python.readAllStandardOutput().trimmed().split(' ');
    const double memoized = times.value(0).toDouble();
    return {speedup(QStringLiteral("hit.flask.speedup"), larder.request, memoized, 100),
        speedup(QStringLiteral("hit.flask.proven.speedup"), larder.proven, memoized, 5),
        speedup(QStringLiteral("hit.flask.get.speedup"), larder.key, times.value(1).toDouble())};
}

} // namespace larder::bench
