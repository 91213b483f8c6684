#include "tests/bench/tracemaker.h"

#include <QRandomGenerator>

#include <cmath>
#include <unordered_set>

namespace larder::bench {

Trace makeTrace(quint32 seed, int requests)
{
    constexpr int kInvalidateEach = 50;
    QRandomGenerator random(seed);
    std::vector<TraceRow> answers(2'000);
    for (size_t key = 0; key < answers.size(); ++key) {
        const auto bytes = qint64(std::exp(5 + 7 * random.generateDouble()));
        const double cost = std::exp(5 * random.generateDouble()) + double(bytes) / 10'000;
        const qint64 ttl = random.bounded(4) == 0 ? 500 + random.bounded(5'000) : 0;
        answers[key] = {0, key, bytes, cost, quint8(random.bounded(3)), false, ttl};
    }
    Trace trace;
    trace.name = QStringLiteral("made");
    std::unordered_set<quint64> seen;
    for (int i = 0; i < requests; ++i) {
        TraceRow row = answers[size_t(double(answers.size()) * std::pow(random.generateDouble(), 3.0))];
        row.timeMs = i * 10;
        row.invalidates = random.bounded(kInvalidateEach) == 0;
        if (!row.invalidates && seen.insert(row.key).second)
            trace.uniqueBytes += row.bytes;
        trace.rows.push_back(row);
    }
    return trace;
}

} // namespace larder::bench
