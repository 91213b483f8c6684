#pragma once

#include "models/inspector/entryorder.h"

#include <QHash>

namespace larder {

/// What entries are put together by.
enum class EntryGrouping {
    None,
    /// By connection and, below it, by table.
    Connection,
    Technique,
    State,
    Tag,
};

/// What the entries of a group are together.
struct EntrySums
{
    qint64 entries = 0;
    qint64 bytes = 0;
    qint64 hits = 0;
    std::chrono::nanoseconds timeSaved{0};

    void add(const EntrySums& other);
    bool operator==(const EntrySums&) const = default;
};

/// Entries that have something in common.
struct EntryGroup
{
    /// Tells it from all other groups, also those of another grouping.
    QByteArray key;
    /// The number of the group that it is part of; -1 for none.
    int parent = -1;
    /// Groups of a lower rank stand before those of a higher one, whatever they are called.
    int rank = 0;
    QString name = {};
    /// Of a group of a connection.
    ConnectionIdentity connection = {};
    /// Of the entries that are shown; an entry that stands below it more than once counts once.
    EntrySums sums = {};
};

/// A group as a question names it.
struct GroupTitle
{
    /// With the group that it is part of: "shop · orders".
    QString text;
    qint64 entries = 0;
};

/// The groups of the entries of a model. An entry that reads several tables, or has several tags, is in
/// several. Groups have numbers, which they keep, and stay known when their last entry goes.
class EntryGroups
{
public:
    explicit EntryGroups(EntryGrouping grouping = EntryGrouping::None) : m_grouping(grouping) { }

    [[nodiscard]] EntryGrouping grouping() const { return m_grouping; }
    /// Follows @p model, of which the rows are shown whose @p places are not -1. Returns movedRows() since
    /// the last time; nothing if no row has moved. O(n); what does not change is looked up once.
    std::vector<int> update(const CacheEntryModel& model, const std::vector<int>& places);

    [[nodiscard]] int size() const { return int(m_groups.size()); }
    [[nodiscard]] const EntryGroup& at(int number) const { return m_groups.at(size_t(number)); }
    /// -1 if there is none.
    [[nodiscard]] int numberOf(const QByteArray& key) const { return m_numbers.value(key, -1); }
    [[nodiscard]] GroupTitle title(int number) const;
    /// The groups in @p parent, or in none for -1, that have entries, in the order of @p arrangement: by the
    /// sum, where its column has one, else by name.
    [[nodiscard]] std::vector<int> shown(int parent, const EntryArrangement& arrangement) const;
    /// The innermost groups of an entry, by its row; never empty.
    [[nodiscard]] const std::vector<int>& groupsOf(int row) const;
    /// The id of an entry, by its row.
    [[nodiscard]] EntryId idOf(int row) const { return m_ids.at(size_t(row)); }
    /// Those of @p rows that are in one of @p groups or in a part of it, in their order. O(n).
    [[nodiscard]] std::vector<int> rowsOf(const std::vector<int>& groups, const std::vector<int>& rows) const;

private:
    /// The groups that some entries have all in common.
    struct Set
    {
        std::vector<int> groups;
        EntrySums sums = {};
    };
    /// An entry as it was when its set was looked up.
    struct Member
    {
        std::shared_ptr<const EntryFacts> facts;
        QByteArrayList tags;
        EntryState state = EntryState::Proven;
        int set = -1;
    };

    [[nodiscard]] std::vector<int> follow(const CacheEntryModel& model);
    [[nodiscard]] bool isKnown(const Member& member, const EntryInfo& entry) const;
    [[nodiscard]] QByteArray setKey(const EntryInfo& entry) const;
    [[nodiscard]] int setOf(const EntryInfo& entry);
    [[nodiscard]] std::vector<int> groupsOf(const EntryInfo& entry);
    [[nodiscard]] std::vector<EntryGroup> tablesOf(const EntryInfo& entry);
    [[nodiscard]] std::vector<EntryGroup> plainGroups(const EntryInfo& entry) const;
    [[nodiscard]] QByteArray keyOf(const QByteArray& what) const;
    /// The number of that group, which is known from now on.
    [[nodiscard]] int group(EntryGroup group);
    void sumUp(const ConnectionNames& names);

    EntryGrouping m_grouping;
    std::vector<EntryGroup> m_groups;
    QHash<QByteArray, int> m_numbers;
    std::vector<Set> m_sets;
    QHash<QByteArray, int> m_setNumbers;
    // By row of the model.
    std::vector<EntryId> m_ids;
    std::vector<Member> m_members;
};

} // namespace larder
