#pragma once

#include "cache/reason.h"

#include <QByteArrayList>
#include <QDateTime>
#include <QHash>

#include <optional>

namespace larder {

/// That a statement which ran until @p when changed something: the beginning of its text, and the time.
[[nodiscard]] Reason changedBy(const QByteArray& sql, const QDateTime& when);

/// Remembers the last change of the data of each table, for those who have read it before. Other than a table
/// token it is not moved by what people do to the cache.
class DataChanges
{
public:
    /// The number of changes so far.
    [[nodiscard]] quint64 count() const { return m_count; }
    /// The table "" stands for all of @p database.
    void note(const QByteArray& database, const QByteArray& table, const Reason& reason);
    /// How one of @p tables, or any in @p database where they are missing, was changed last after count() was
    /// @p count; none if they were not.
    [[nodiscard]] Reason since(
        quint64 count, const QByteArray& database, const std::optional<QByteArrayList>& tables) const;

private:
    struct Change
    {
        quint64 number = 0;
        Reason reason = {};
    };

    quint64 m_count = 0;
    QHash<std::pair<QByteArray, QByteArray>, Change> m_byTable;
    // Of anything in a database.
    QHash<QByteArray, Change> m_byDatabase;
};

} // namespace larder
