#pragma once

#include "cache/ids.h"

#include <QByteArray>

#include <chrono>

namespace larder {

/// A statement on its way to the database, as the inspector shows it.
struct FlightInfo
{
    /// The run that it was sent for.
    RunId id = {};
    /// The run that leads now: another one if that has left.
    RunId leader = {};
    ConnectionId connection = {};
    /// What the cache knows the database by.
    QByteArray database = {};
    /// As the user wrote it.
    QByteArray sql = {};
    /// How many runs wait beside the one that leads.
    int followers = 0;
    /// Since it was sent.
    std::chrono::nanoseconds waiting{0};
    /// So far.
    qint64 rows = 0;
    /// The database was told to end it, and has not yet.
    bool cancelled = false;

    bool operator==(const FlightInfo&) const = default;
};

} // namespace larder
