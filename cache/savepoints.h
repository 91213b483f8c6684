#pragma once

#include "cache/sql/sqldialect.h"

#include <QByteArray>

#include <vector>

namespace larder {

/// The savepoints of an open transaction, followed by the statements that set and take them back. Servers do
/// not tell of them.
class Savepoints
{
public:
    /// A statement that has succeeded within the transaction, or opened it. True if it changed something.
    bool apply(const QByteArray& sql, SqlDialect dialect);
    void clear() { m_points.clear(); }
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
    };

    void set(const Point& point, SqlDialect dialect);
    bool takeBack(const QByteArray& key, bool released);

    // The newest last.
    std::vector<Point> m_points;
};

} // namespace larder
