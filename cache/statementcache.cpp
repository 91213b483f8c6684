#include "cache/statementcache.h"

#include "cache/sql/sqlnormalizer.h"

namespace larder {

std::shared_ptr<const StatementReading> StatementCache::read(const QByteArray& sql, SqlDialect dialect)
{
    Readings& readings = m_readings[dialect];
    if (const auto found = readings.constFind(sql); found != readings.cend())
        return found.value();
    const QByteArray normalized = normalizedSql(sql, dialect);
    auto made = std::make_shared<StatementReading>(
        StatementReading{classifySql(sql, dialect), sqlHint(sql, dialect), normalized, digestOf(normalized)});
    if (made->classification.cacheable)
        made->rows = rowQuery(sql, dialect);
    const std::shared_ptr<const StatementReading> reading = std::move(made);
    const qint64 bytes = 2 * sql.size() + qint64(sizeof(StatementReading));
    // One text that takes all room is not worth giving up the others.
    if (bytes > kMostBytes / 4)
        return reading;
    if (m_bytes + bytes > kMostBytes) {
        m_readings.clear();
        m_bytes = 0;
    }
    m_bytes += bytes;
    m_readings[dialect].insert(sql, reading);
    return reading;
}

} // namespace larder
