#pragma once

#include "cache/databaseport.h"
#include "cache/reason.h"

#include <QByteArrayList>

namespace larder {

/// Rows to be asked for again, all names as the table was made with.
struct RowRefill
{
    /// With its schema before it, if there is one.
    QByteArrayList table;
    QByteArrayList keyColumns;
    /// What the result has, the key among it.
    QByteArrayList columns;
    /// Key by key a value for each column of the key.
    std::vector<Value> keys;
};

/// The one statement that brings the rows of @p refill; nothing where there are none, or more values than an
/// engine binds (32,766; 2,000 in SQL Server).
[[nodiscard]] std::optional<Statement> refillStatement(const RowRefill& refill, SqlDialect dialect);

/// Whether the rows that are missing are asked for alone: half of all at most.
[[nodiscard]] constexpr bool isWorthRefilling(qint64 missing, qint64 rows)
{
    return 2 * missing <= rows;
}

/// That @p missing of @p rows rows of @p table ("main.orders") are not known as they are now. With what is
/// done about it, if that is told: only they are asked for, or the statement runs again.
[[nodiscard]] Reason missingRowsReason(
    qint64 missing, qint64 rows, const QByteArray& table, std::optional<bool> asksAlone = std::nullopt);

} // namespace larder
