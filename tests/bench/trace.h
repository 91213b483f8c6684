#pragma once

#include "cache/result.h"

#include <QString>

#include <vector>

namespace larder::bench {

/// One line of a trace: a request for an answer, or that an answer is no longer true.
struct TraceRow
{
    qint64 timeMs = 0;
    quint64 key = 0;
    qint64 bytes = 0;
    double costMs = 0;
    /// By the order in which the kinds come up in the trace.
    quint8 kind = 0;
    bool invalidates = false;
    /// 0 for none; counted from the load that filled the entry.
    qint64 ttlMs = 0;
};

struct Trace
{
    QString name;
    std::vector<TraceRow> rows;
    /// Of all answers, each counted once.
    qint64 uniqueBytes = 0;
};

/// Reads a CSV with the header "time_ms,key,size,cost_ms,kind,ttl_ms", plain or compressed by gzip.
[[nodiscard]] Result<Trace> readTrace(const QString& path);

} // namespace larder::bench
