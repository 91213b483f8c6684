#pragma once

#include <QByteArray>
#include <QHash>

namespace larder {

/// Gives every table of every database a random 64-bit token that a change replaces. An answer is true only
/// while the tokens it read before it was executed are still the present ones (CACHE.md, "Validity"). No
/// clock is used.
class TableTokens
{
public:
    /// The present token of @p table in @p database, made at first use.
    [[nodiscard]] quint64 token(const QByteArray& database, const QByteArray& table);
    /// The token that changes when everything in @p database is to be doubted.
    [[nodiscard]] quint64 databaseToken(const QByteArray& database);

    void tableChanged(const QByteArray& database, const QByteArray& table);
    void databaseChanged(const QByteArray& database);

    /// The number of changes so far; with changedSince() it tells whether an answer was overtaken on its way.
    [[nodiscard]] quint64 changeCount() const { return m_changeCount; }
    /// Whether @p table, or all of @p database, changed after changeCount() was @p count.
    [[nodiscard]] bool changedSince(quint64 count, const QByteArray& database, const QByteArray& table) const;

private:
    struct Version
    {
        quint64 token = 0;
        quint64 changedAt = 0;
    };

    Version& version(const QByteArray& database, const QByteArray& table);

    // The table name "" stands for the whole database.
    QHash<std::pair<QByteArray, QByteArray>, Version> m_versions;
    quint64 m_changeCount = 0;
};

} // namespace larder
