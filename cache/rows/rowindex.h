#pragma once

#include "cache/rows/rowfinder.h"

namespace larder {

/// The rows of a table in the index, for inspection.
struct RowScopeInfo
{
    RowScope scope;
    QByteArrayList keyColumns = {};
    /// Those that some entry holds, up to date or not.
    QByteArrayList columns = {};
    qint64 rows = 0;
    /// How often they are held, by whichever entry.
    qint64 refs = 0;
    /// Rows that are known not to be there.
    qint64 absentRows = 0;
};

/// Finds rows of cached results by their primary keys. The entries stay what they are, and when one goes, its
/// rows go: this only knows which row of which entry holds what. A row is true as long as an entry that holds
/// it is, and no later stamp has shown it to be different. Lives in the thread of the cache.
class RowIndex
{
public:
    using IsValid = RowFinder::IsValid;

    explicit RowIndex(const Clock& clock) : m_clock(clock) { }

    /// Takes the rows of an entry in, or says why not; the entry is what it was before in any case. A
    /// refused entry has no rows here. At most a few milliseconds.
    [[nodiscard]] RowFillOutcome add(const RowFill& fill);
    /// The entry is no longer there. Unknown ones are ignored. O(rows), without hashing a key.
    void remove(EntryId entry);
    /// The rows that @p request asks for, from entries of which @p isValid says that they are true now.
    /// Quiet.
    [[nodiscard]] RowMatch find(const RowRequest& request, const IsValid& isValid) const;

    /// What was asked before @p order holds the row with the key @p key (its values in the order of the key)
    /// no longer as it is. Returns the entries that become suspect.
    [[nodiscard]] std::vector<EntryId> expireRow(
        const RowScope& scope, const std::vector<Value>& key, quint64 order);
    /// The statement whose answer is @p entry, asked at @p order, did not find that row. Believed for 5 s,
    /// and as long as the entry is valid, so not after a write; 1,000 rows of a table at most. Returns the
    /// entries that become suspect, as they hold the row.
    [[nodiscard]] std::vector<EntryId> noteAbsent(
        const RowScope& scope, const std::vector<Value>& key, quint64 order, EntryId entry);

    /// The rows of @p entry that were expired, or are newer elsewhere; none if the entry may be served. O(1)
    /// then.
    [[nodiscard]] std::vector<qint64> missingRows(EntryId entry) const;
    /// The entries that hold the row, whether or not they are true. Quiet.
    [[nodiscard]] std::vector<EntryId> entriesWith(
        const RowScope& scope, const std::vector<Value>& key) const;
    /// What is known of the rows of one table, true or not; null for none. Valid until the next change.
    /// Quiet.
    [[nodiscard]] const TableRows* rowsOf(const RowScope& scope) const;
    /// What is known of each table. Quiet.
    [[nodiscard]] std::vector<RowScopeInfo> scopes() const;

private:
    [[nodiscard]] TableRows& table(const RowScope& scope);

    const Clock& m_clock;
    std::unordered_map<RowScope, TableRows, RowScopeHash> m_tables;
    // The table of each entry; the elements of m_tables stay where they are.
    std::unordered_map<EntryId, TableRows*> m_entries;
};

} // namespace larder
