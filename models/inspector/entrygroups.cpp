#include "models/inspector/entrygroups.h"

#include "models/inspector/entrysort.h"
#include "models/inspector/entrytext.h"

#include <QCoreApplication>

#include <algorithm>

namespace larder {

namespace {

struct GroupText
{
    Q_DECLARE_TR_FUNCTIONS(larder::EntryGroups)
};

EntrySums sumsOf(const EntryInfo& entry)
{
    return {.entries = 1, .bytes = entry.bytes, .hits = entry.hits, .timeSaved = entry.timeSaved};
}

QByteArray connectionKey(const ConnectionIdentity& connection)
{
    return databaseOf(connection) + '\0' + connection.user;
}

QString connectionName(const ConnectionIdentity& connection, const ConnectionNames& names)
{
    const QString name = names.of(connection);
    return name.isEmpty() ? GroupText::tr("%1, not open").arg(QString::fromUtf8(connection.engine)) : name;
}

/// Whether the groups stand in the order of their names, forwards and backwards, in this column.
bool isNameColumn(EntryColumn column)
{
    return isText(column) || column == EntryColumn::State || column == EntryColumn::Kind;
}

std::optional<qint64> sumIn(const EntrySums& sums, EntryColumn column)
{
    switch (column) {
    case EntryColumn::Bytes:
        return sums.bytes;
    case EntryColumn::Hits:
        return sums.hits;
    case EntryColumn::TimeSaved:
        return qint64(sums.timeSaved.count());
    default:
        return std::nullopt;
    }
}

bool isNamedBefore(const EntryGroup& one, const EntryGroup& other)
{
    if (one.rank != other.rank)
        return one.rank < other.rank;
    const int order = QString::compare(one.name, other.name, Qt::CaseInsensitive);
    return order != 0 ? order < 0 : one.key < other.key;
}

} // namespace

void EntrySums::add(const EntrySums& other)
{
    entries += other.entries;
    bytes += other.bytes;
    hits += other.hits;
    timeSaved += other.timeSaved;
}

std::vector<int> EntryGroups::update(const CacheEntryModel& model, const std::vector<int>& places)
{
    std::vector<int> moved = follow(model);
    for (Set& set : m_sets)
        set.sums = {};
    for (int row = 0; row < model.rowCount(); ++row) {
        const EntryInfo& entry = model.entryAt(row);
        Member& member = m_members[size_t(row)];
        if (!isKnown(member, entry))
            member = {entry.facts, entry.tags, entry.state, setOf(entry)};
        if (places.at(size_t(row)) >= 0)
            m_sets[size_t(member.set)].sums.add(sumsOf(entry));
    }
    sumUp(model.connections());
    return moved;
}

GroupTitle EntryGroups::title(int number) const
{
    const EntryGroup& group = at(number);
    const QString start = group.parent < 0 ? QString() : at(group.parent).name + QStringLiteral(" · ");
    return {start + group.name, group.sums.entries};
}

std::vector<int> EntryGroups::shown(int parent, const EntryArrangement& arrangement) const
{
    std::vector<int> groups;
    for (int number = 0; number < size(); ++number) {
        if (at(number).parent == parent && at(number).sums.entries > 0)
            groups.push_back(number);
    }
    std::ranges::sort(groups, [&](int one, int other) { return isNamedBefore(at(one), at(other)); });
    if (!arrangement.column)
        return groups;
    const bool descending = arrangement.order == Qt::DescendingOrder;
    const EntryColumn column = *arrangement.column;
    if (sumIn({}, column)) {
        std::ranges::stable_sort(groups, [&](int one, int other) {
            const auto first = sumIn(at(one).sums, column);
            const auto second = sumIn(at(other).sums, column);
            return descending ? first > second : first < second;
        });
    } else if (descending && isNameColumn(column)) {
        std::ranges::reverse(groups);
    }
    return groups;
}

const std::vector<int>& EntryGroups::groupsOf(int row) const
{
    return m_sets.at(size_t(m_members.at(size_t(row)).set)).groups;
}

std::vector<int> EntryGroups::rowsOf(const std::vector<int>& groups, const std::vector<int>& rows) const
{
    std::vector<bool> isMeant(m_groups.size());
    for (const int number : groups)
        isMeant.at(size_t(number)) = true;
    const auto isPartOf = [&](int number) {
        const int parent = at(number).parent;
        return isMeant[size_t(number)] || (parent >= 0 && isMeant[size_t(parent)]);
    };
    std::vector<bool> isIn(m_sets.size());
    for (size_t set = 0; set < m_sets.size(); ++set)
        isIn[set] = std::ranges::any_of(m_sets[set].groups, isPartOf);
    std::vector<int> found;
    std::ranges::copy_if(
        rows, std::back_inserter(found), [&](int row) { return isIn[size_t(m_members[size_t(row)].set)]; });
    return found;
}

std::vector<int> EntryGroups::follow(const CacheEntryModel& model)
{
    std::vector<EntryId> ids(size_t(model.rowCount()));
    for (int row = 0; row < model.rowCount(); ++row)
        ids[size_t(row)] = model.entryAt(row).id;
    if (ids == m_ids)
        return {};
    std::vector<int> moved = movedRows(m_ids, ids);
    std::vector<Member> members(ids.size());
    for (size_t row = 0; row < moved.size(); ++row) {
        if (moved[row] >= 0)
            members[size_t(moved[row])] = std::move(m_members[row]);
    }
    m_ids = std::move(ids);
    m_members = std::move(members);
    return moved;
}

bool EntryGroups::isKnown(const Member& member, const EntryInfo& entry) const
{
    if (member.set < 0)
        return false;
    switch (m_grouping) {
    case EntryGrouping::State:
        return member.state == entry.state;
    case EntryGrouping::Tag:
        return member.tags == entry.tags;
    default:
        return member.facts == entry.facts;
    }
}

QByteArray EntryGroups::setKey(const EntryInfo& entry) const
{
    switch (m_grouping) {
    case EntryGrouping::None:
        return {};
    case EntryGrouping::Connection:
        return connectionKey(entry.facts->components.connection) + '\0' + entry.facts->tables.join('\0');
    case EntryGrouping::Technique:
        return QByteArray::number(int(entry.facts->components.technique));
    case EntryGrouping::State:
        return QByteArray::number(int(entry.state));
    case EntryGrouping::Tag:
        return entry.tags.join('\0');
    }
    Q_UNREACHABLE();
}

int EntryGroups::setOf(const EntryInfo& entry)
{
    const QByteArray key = setKey(entry);
    if (const auto known = m_setNumbers.constFind(key); known != m_setNumbers.cend())
        return *known;
    m_sets.push_back({groupsOf(entry)});
    const auto number = int(m_sets.size()) - 1;
    m_setNumbers.insert(key, number);
    return number;
}

std::vector<int> EntryGroups::groupsOf(const EntryInfo& entry)
{
    std::vector<int> groups;
    for (EntryGroup& each : m_grouping == EntryGrouping::Connection ? tablesOf(entry) : plainGroups(entry)) {
        const int number = group(std::move(each));
        // What is named twice is still one.
        if (std::ranges::find(groups, number) == groups.end())
            groups.push_back(number);
    }
    return groups;
}

std::vector<EntryGroup> EntryGroups::tablesOf(const EntryInfo& entry)
{
    const ConnectionIdentity& connection = entry.facts->components.connection;
    const QByteArray key = keyOf(connectionKey(connection));
    const int parent = group({.key = key, .connection = connection});
    std::vector<EntryGroup> groups;
    for (const QByteArray& table : entry.facts->tables)
        groups.push_back({.key = key + '\0' + table, .parent = parent, .name = entryTableText(table)});
    if (groups.empty())
        groups.push_back({.key = key + '\0', .parent = parent, .rank = 1, .name = GroupText::tr("no table")});
    return groups;
}

std::vector<EntryGroup> EntryGroups::plainGroups(const EntryInfo& entry) const
{
    std::vector<EntryGroup> groups;
    if (m_grouping == EntryGrouping::Technique) {
        const Technique technique = entry.facts->components.technique;
        groups.push_back(
            {.key = keyOf(setKey(entry)), .rank = int(technique), .name = entryKindText(technique)});
    } else if (m_grouping == EntryGrouping::State) {
        groups.push_back(
            {.key = keyOf(setKey(entry)), .rank = int(entry.state), .name = entryStateText(entry.state)});
    } else if (m_grouping == EntryGrouping::Tag) {
        for (const QByteArray& tag : entry.tags)
            groups.push_back({.key = keyOf(tag), .name = QString::fromUtf8(tag)});
    }
    if (groups.empty())
        groups.push_back({.key = keyOf({}), .rank = 1, .name = GroupText::tr("no tag")});
    return groups;
}

QByteArray EntryGroups::keyOf(const QByteArray& what) const
{
    return QByteArray::number(int(m_grouping)) + ':' + what;
}

int EntryGroups::group(EntryGroup group)
{
    const int known = numberOf(group.key);
    if (known >= 0)
        return known;
    const int number = size();
    m_numbers.insert(group.key, number);
    m_groups.push_back(std::move(group));
    return number;
}

void EntryGroups::sumUp(const ConnectionNames& names)
{
    for (EntryGroup& group : m_groups) {
        group.sums = {};
        if (m_grouping == EntryGrouping::Connection && group.parent < 0)
            group.name = connectionName(group.connection, names);
    }
    for (const Set& set : m_sets) {
        if (set.sums.entries == 0)
            continue;
        for (const int number : set.groups)
            m_groups[size_t(number)].sums.add(set.sums);
        if (const int parent = at(set.groups.front()).parent; parent >= 0)
            m_groups[size_t(parent)].sums.add(set.sums);
    }
}

} // namespace larder
