#include "cache/tabletokens.h"

#include <QRandomGenerator>

namespace larder {

quint64 TableTokens::token(const QByteArray& database, const QByteArray& table)
{
    return version(database, table).token;
}

quint64 TableTokens::databaseToken(const QByteArray& database)
{
    return version(database, {}).token;
}

void TableTokens::tableChanged(const QByteArray& database, const QByteArray& table)
{
    version(database, table) = {QRandomGenerator::global()->generate64(), ++m_changeCount};
}

void TableTokens::databaseChanged(const QByteArray& database)
{
    tableChanged(database, {});
}

bool TableTokens::changedSince(quint64 count, const QByteArray& database, const QByteArray& table) const
{
    const Version ofTable = m_versions.value({database, table});
    const Version ofDatabase = m_versions.value({database, {}});
    return ofTable.changedAt > count || ofDatabase.changedAt > count;
}

TableTokens::Version& TableTokens::version(const QByteArray& database, const QByteArray& table)
{
    const auto key = std::pair(database, table);
    const auto found = m_versions.find(key);
    if (found != m_versions.end())
        return found.value();
    return m_versions.insert(key, {QRandomGenerator::global()->generate64(), 0}).value();
}

} // namespace larder
