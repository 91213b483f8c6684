#pragma once

#include "cache/ids.h"
#include "cache/stamp.h"

#include <QByteArrayList>

namespace larder {

/// What an answer rests on, to ask later whether it was overtaken: QueryService::standing().
struct AnswerBasis
{
    ConnectionId connection = {};
    /// See databaseOf().
    QByteArray database = {};
    /// What it read, views resolved; missing where that is not known.
    std::optional<QByteArrayList> tables = std::nullopt;
    /// DataChanges::count() when it was certainly not overtaken yet.
    quint64 changes = 0;
    /// Where its database stood then, if it was asked.
    std::optional<DatabaseMark> mark = std::nullopt;
    /// How many sessions of its connection had been lost before.
    quint64 lostSessions = 0;
    /// Which transaction of its connection it was read in, if in any: how many had ended before.
    std::optional<quint64> transaction = std::nullopt;
    /// When in that transaction: Savepoints::moment().
    quint64 moment = 0;

    bool operator==(const AnswerBasis&) const = default;
    /// Whether what other programs change since is heard of: the database said where it stood.
    [[nodiscard]] bool isFollowed() const { return mark || transaction; }
};

} // namespace larder
