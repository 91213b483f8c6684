#include "tests/bench/flaskcaching.h"

#include <QProcess>

namespace larder::bench {

namespace {

// The processor time of a hit in nanoseconds, the smallest of five rounds.
constexpr auto kScript = R"(
import time
from flask import Flask
from flask_caching import Cache
app = Flask("bench")
cache = Cache(app, config={"CACHE_TYPE": "SimpleCache"})
key = "k" * 500
with app.app_context():
    cache.set(key, [(row, "name %d" % row, row * 1.25, "2024-01-15 12:00:00", None, row % 2)
                    for row in range(100)])
    best = None
    for _ in range(5):
        begin = time.thread_time_ns()
        for _ in range(5000):
            assert len(cache.get(key)) == 100
        spent = (time.thread_time_ns() - begin) / 5000
        best = spent if best is None else min(best, spent)
print(best)
)";

} // namespace

Measure flaskSpeedup(double nanoseconds)
{
    Measure measure{QStringLiteral("hit.flask.speedup")};
    QProcess python;
    python.start(QStringLiteral("/usr/bin/python3"),
        {QStringLiteral("-W"), QStringLiteral("ignore"), QStringLiteral("-c"), QString::fromLatin1(kScript)});
    python.waitForFinished(-1);
    const double theirs = python.readAllStandardOutput().trimmed().toDouble();
    if (theirs <= 0) {
        measure.leftOut = QStringLiteral("Flask-Caching is not installed");
        return measure;
    }
    measure.value = nanoseconds / 1000;
    measure.unit = QStringLiteral("µs");
    measure.baseline = theirs / 1000;
    measure.ratio = theirs / nanoseconds;
    measure.limit = 100;
    measure.atLeast = true;
    return measure;
}

} // namespace larder::bench
