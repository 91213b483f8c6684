#include "cache/tabletokens.h"

#include <QRandomGenerator>

namespace larder {

Stamp TableTokens::stamp(const QByteArray& database, const QByteArrayList& tables)
{
    Stamp stamp;
    stamp.database = stampOf(database, {});
    stamp.tables.reserve(size_t(tables.size()));
    for (const QByteArray& table : tables)
        stamp.tables.push_back(stampOf(database, table));
    return stamp;
}

const ChangeCause* TableTokens::changed(const Stamp& stamp) const
{
    for (const Stamp::Table& table : stamp.tables) {
        if (version(table.id).token != table.token)
            return &version(table.id).cause;
    }
    const Version& database = version(stamp.database.id);
    return database.token == stamp.database.token ? nullptr : &database.cause;
}

TableId TableTokens::tableChanged(
    const QByteArray& database, const QByteArray& table, const ChangeCause& cause)
{
    const TableId id = idOf(database, table);
    replace(id, cause);
    return id;
}

QByteArrayList TableTokens::databases() const
{
    QByteArrayList names;
    for (auto each = m_ids.cbegin(); each != m_ids.cend(); ++each) {
        if (each.key().second.isEmpty())
            names << each.key().first;
    }
    return names;
}

void TableTokens::everythingChanged(const ChangeCause& cause)
{
    for (const QByteArray& database : databases())
        tableChanged(database, {}, cause);
}

void TableTokens::restore(TableId table, quint64 token)
{
    m_versions[size_t(table)].token = token;
    ++m_changeCount;
}

std::optional<TableId> TableTokens::find(const QByteArray& database, const QByteArray& table) const
{
    const auto found = m_ids.constFind({database, table});
    return found == m_ids.cend() ? std::nullopt : std::optional(found.value());
}

bool TableTokens::changedSince(quint64 count, const QByteArray& database, const QByteArray& table) const
{
    const auto changed = [&](const QByteArray& name) {
        const std::optional<TableId> id = find(database, name);
        return id && version(*id).changedAt > count;
    };
    return changed(table) || changed({});
}

TableId TableTokens::idOf(const QByteArray& database, const QByteArray& table)
{
    if (const std::optional<TableId> known = find(database, table))
        return *known;
    const auto id = TableId(m_versions.size());
    m_versions.push_back({QRandomGenerator::global()->generate64()});
    m_ids.insert({database, table}, id);
    return id;
}

Stamp::Table TableTokens::stampOf(const QByteArray& database, const QByteArray& table)
{
    const TableId id = idOf(database, table);
    return {table, id, token(id)};
}

void TableTokens::replace(TableId table, const ChangeCause& cause)
{
    m_versions[size_t(table)] = {QRandomGenerator::global()->generate64(), ++m_changeCount, cause};
}

} // namespace larder
