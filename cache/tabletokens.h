#pragma once

#include "cache/reason.h"
#include "cache/stamp.h"

#include <QByteArrayList>
#include <QHash>

namespace larder {

/// Why a token was replaced.
struct ChangeCause
{
    Reason reason = {};
    /// The event that tells of it; 0 for none.
    quint64 event = 0;
};

/// Gives every table of every database a random 64-bit token that a change replaces. An answer is true only
/// while the tokens it read before it was executed are still the present ones (CACHE.md, "Validity"). No
/// clock is used. Everything is O(1) for each table named.
class TableTokens
{
public:
    /// The present tokens of @p tables in @p database, made at first use.
    [[nodiscard]] Stamp stamp(const QByteArray& database, const QByteArrayList& tables);
    /// Why @p stamp no longer holds; null while it does. Valid until the next call that is not const.
    [[nodiscard]] const ChangeCause* changed(const Stamp& stamp) const;

    /// The table "" stands for the whole database.
    TableId tableChanged(const QByteArray& database, const QByteArray& table, const ChangeCause& cause);
    /// The databases that anything is known of.
    [[nodiscard]] QByteArrayList databases() const;
    /// The same as tableChanged() for each of them.
    void everythingChanged(const ChangeCause& cause);
    [[nodiscard]] quint64 token(TableId table) const { return version(table).token; }
    /// Brings @p token back that @p table had before a change that turned out to be none, which is a change
    /// itself. What was on its way meanwhile stays discarded.
    void restore(TableId table, quint64 token);
    [[nodiscard]] std::optional<TableId> find(const QByteArray& database, const QByteArray& table) const;

    /// The number of changes so far; with changedSince() it tells whether an answer was overtaken on its way.
    [[nodiscard]] quint64 changeCount() const { return m_changeCount; }
    /// Whether @p table, or all of @p database, changed after changeCount() was @p count.
    [[nodiscard]] bool changedSince(quint64 count, const QByteArray& database, const QByteArray& table) const;

private:
    struct Version
    {
        quint64 token = 0;
        quint64 changedAt = 0;
        ChangeCause cause = {};
    };

    [[nodiscard]] const Version& version(TableId table) const { return m_versions[size_t(table)]; }
    TableId idOf(const QByteArray& database, const QByteArray& table);
    [[nodiscard]] Stamp::Table stampOf(const QByteArray& database, const QByteArray& table);
    void replace(TableId table, const ChangeCause& cause);

    QHash<std::pair<QByteArray, QByteArray>, TableId> m_ids;
    // By TableId. None is ever taken out: a number that came to mean another table would be fatal.
    std::vector<Version> m_versions;
    quint64 m_changeCount = 0;
};

} // namespace larder
