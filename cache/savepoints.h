#pragma once

#include "cache/reason.h"
#include "cache/sql/sqldialect.h"

#include <QByteArray>

#include <vector>

namespace larder {

/// The savepoints of an open transaction, followed by the statements that set and take them back. Servers do
/// not tell of them. Knows besides what was read before the transaction changed something, or went back to
/// where it was before.
class Savepoints
{
public:
    /// A statement that has succeeded within the transaction, or opened it. True if it changed something.
    bool apply(const QByteArray& sql, SqlDialect dialect);
    /// The transaction is over. Moments go on.
    void clear();
    /// A statement of the transaction may have changed data: what it read before may look otherwise now.
    void noteChange(const Reason& change);
    /// The last of them behind @p moment that was not taken back since; none if there is none.
    [[nodiscard]] Reason changeSince(quint64 moment) const;
    /// Grows with each change, each savepoint that is set and each way back to one.
    [[nodiscard]] quint64 moment() const { return m_moment; }
    /// Whether what the transaction did at @p moment was taken back since by a ROLLBACK TO.
    [[nodiscard]] bool isTakenBack(quint64 moment) const;
    /// As they were written, fit to stand in a statement; the newest last.
    [[nodiscard]] std::vector<QByteArray> names() const;
    /// What no savepoint is called yet.
    [[nodiscard]] QByteArray freeName() const;

private:
    struct Point
    {
        // In the form in which the engine compares it.
        QByteArray key;
        QByteArray written;
        /// The first after it was set.
        quint64 moment = 0;
    };
    struct Span
    {
        quint64 first = 0;
        quint64 last = 0;
    };

    struct Change
    {
        quint64 moment = 0;
        Reason reason = {};
    };

    void set(Point point, SqlDialect dialect);
    bool release(const QByteArray& key);
    void goBack(const QByteArray& key);
    [[nodiscard]] std::vector<Point>::iterator find(const QByteArray& key);

    // The newest last.
    std::vector<Point> m_points;
    quint64 m_moment = 0;
    quint64 m_began = 0; // when the transaction did
    // The last one between two savepoints, ascending.
    std::vector<Change> m_changes;
    // What was taken back; ascending and apart.
    std::vector<Span> m_takenBack;
};

} // namespace larder
