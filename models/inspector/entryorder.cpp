#include "models/inspector/entryorder.h"

#include "models/inspector/entrysort.h"
#include "models/inspector/entrytext.h"

#include <algorithm>
#include <set>

namespace larder {

namespace {

std::vector<int> shownRows(const CacheEntryModel& model, const EntryFilter& filter)
{
    std::vector<int> rows;
    rows.reserve(size_t(model.rowCount()));
    for (int row = 0; row < model.rowCount(); ++row) {
        if (filter.isEmpty() || filter.accepts(model.entryAt(row), model.connections()))
            rows.push_back(row);
    }
    return rows;
}

// Texts of statements and keys are shared with the entry, not copied.
QByteArray textKey(const CacheEntryModel& model, int row, EntryColumn column)
{
    const EntryFacts& facts = *model.entryAt(row).facts;
    if (column == EntryColumn::Connection)
        return model.connections().of(facts.components.connection).toUtf8();
    if (column == EntryColumn::Sql && facts.components.technique != Technique::Schema)
        return facts.sql;
    if (column == EntryColumn::Key)
        return facts.key;
    return entrySortText(model.entryAt(row), column).toUtf8();
}

template <typename Key, typename KeyOf>
void sortByKey(std::vector<int>& rows, const KeyOf& keyOf)
{
    std::vector<std::pair<Key, int>> keys;
    keys.reserve(rows.size());
    for (const int row : rows)
        keys.emplace_back(keyOf(row), row);
    const auto isBefore = [](const auto& one, const auto& other) { return one < other; };
    if (std::is_sorted(keys.begin(), keys.end(), isBefore))
        return;
    std::sort(keys.begin(), keys.end(), isBefore);
    std::ranges::transform(keys, rows.begin(), [](const auto& key) { return key.second; });
}

/// Nobody chooses from more.
constexpr size_t kMostValues = 300;

QByteArrayList valuesOf(const CacheEntryModel& model, int row, EntryColumn column)
{
    const EntryInfo& entry = model.entryAt(row);
    if (column == EntryColumn::Tags)
        return entry.tags;
    if (column != EntryColumn::Tables)
        return {textKey(model, row, column)};
    QByteArrayList names;
    for (const QByteArray& table : entry.facts->tables)
        names << table.mid(table.lastIndexOf('.') + 1);
    return names;
}

} // namespace

std::vector<int> entryOrder(const CacheEntryModel& model, const EntryArrangement& arrangement)
{
    std::vector<int> rows = shownRows(model, arrangement.filter);
    if (!arrangement.column)
        return rows;
    const EntryColumn column = *arrangement.column;
    if (isText(column))
        sortByKey<QByteArray>(rows, [&](int row) { return textKey(model, row, column); });
    else
        sortByKey<qint64>(rows, [&](int row) { return entrySortNumber(model.entryAt(row), column); });
    if (arrangement.order == Qt::DescendingOrder)
        std::ranges::reverse(rows);
    return rows;
}

QStringList entryFilterValues(const CacheEntryModel& model, EntryColumn column)
{
    std::set<QByteArray> values;
    for (int row = 0; row < model.rowCount() && values.size() < kMostValues; ++row) {
        for (const QByteArray& value : valuesOf(model, row, column)) {
            if (!value.isEmpty())
                values.insert(value);
        }
    }
    QStringList texts;
    texts.reserve(qsizetype(values.size()));
    for (const QByteArray& value : values)
        texts << QString::fromUtf8(value);
    return texts;
}

} // namespace larder
