#pragma once

#include "cache/cachekey.h"
#include "cache/sql/sqlclassifier.h"
#include "cache/sql/sqlhint.h"
#include "cache/sql/sqlrowquery.h"

#include <QHash>

#include <memory>

namespace larder {

/// What can be read from the text of a statement alone.
struct StatementReading
{
    SqlClassification classification = {};
    std::optional<SqlHint> hint = std::nullopt;
    /// See normalizedSql().
    QByteArray normalized = {};
    /// Of the normalised text.
    Digest digest = {};
    /// Of what is cacheable.
    SqlRowQuery rows = {};
};

/// Reads the text of a statement once and remembers what it says for the next time. Bounded; when it is full
/// it begins anew, which costs no more than reading the texts again.
class StatementCache
{
public:
    [[nodiscard]] std::shared_ptr<const StatementReading> read(const QByteArray& sql, SqlDialect dialect);

private:
    using Readings = QHash<QByteArray, std::shared_ptr<const StatementReading>>;

    static constexpr qint64 kMostBytes = qint64(16) << 20;

    // By dialect.
    QHash<SqlDialect, Readings> m_readings;
    qint64 m_bytes = 0;
};

} // namespace larder
