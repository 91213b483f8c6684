#pragma once

#include "cache/resultcache.h"

namespace larder {

/// What people do to the cache by hand: expire, take an expire back, mark as outdated, pin (CACHE.md,
/// "expire"). Lives in the thread of the cache.
class CacheControl : public QObject
{
    Q_OBJECT

public:
    /// What an expire would take out; for a preview.
    struct Selection
    {
        std::vector<EntryId> entries = {};
        qint64 bytes = 0;
    };

    /// What a check by hand found out.
    struct Check
    {
        qint64 proven = 0;
        /// Of each of the others, why it was not proven.
        std::vector<Reason> doubts = {};
    };

    CacheControl(ResultCache& cache, const Clock& clock, QObject* parent = nullptr);

    /// Returns how many of @p ids were still there.
    qint64 expireEntries(const std::vector<EntryId>& ids);
    /// The entries with @p tag. Quiet.
    [[nodiscard]] Selection tagged(const QByteArray& tag) const;
    /// The entries whose SQL, as it was written, has a part that fits @p pattern: `*` stands for any
    /// characters, `?` for one, and case does not matter. Quiet.
    [[nodiscard]] Selection matching(const QString& pattern) const;
    void setTags(const std::vector<EntryId>& ids, const QByteArrayList& tags);
    /// The entries of @p sql in its normal form, with whatever parameters.
    void expireSql(const ConnectionIdentity& database, const QByteArray& normalizedSql);
    /// O(1), as the two below: they can't be served any more at once, and go soon.
    void expireTable(const ConnectionIdentity& database, const QByteArray& table);
    void expireDatabase(const ConnectionIdentity& database);
    void expireEverything();
    /// The row of @p table ("main.orders") with the key @p key (its values in the order of the key): it is
    /// asked for again where an entry holds it, and what is on its way with it is not stored.
    void expireRow(
        const ConnectionIdentity& database, const QByteArray& table, const std::vector<Value>& key);
    /// They are still served, marked stale, until the fresh answer is there that the next run fetches behind.
    void expireSoftly(const std::vector<EntryId>& ids);

    /// The database said of @p ids, by hand, that it stands at @p mark: those whose stamp it bears out are
    /// proven, the others are marked as refuted. @p cost is what it took to ask, where that is known.
    Check noteCheck(const std::vector<EntryId>& ids, DatabaseMark mark, std::chrono::nanoseconds cost = {});
    /// The database could not say so, for the reason in @p error: they are marked as refuted by that.
    void noteFailedCheck(const std::vector<EntryId>& ids, const Error& error);

    /// Whether the last expire can be taken back: for 10 s.
    [[nodiscard]] bool canUndo() const;
    /// Brings back what the last expire took out, as far as it still holds and nothing newer took its place.
    /// Returns how many entries.
    qint64 undo();

    /// Pinned entries are never evicted and have no time to live; changes and expiring end them all the same.
    void setPinned(const std::vector<EntryId>& ids, bool pinned);

Q_SIGNALS:
    /// canUndo() is another now, or there is another expire to take back.
    void undoChanged();

private:
    struct ReplacedToken
    {
        TableId table = {};
        quint64 before = 0;
        quint64 after = 0;
    };

    [[nodiscard]] Selection select(const std::function<bool(const CacheEntry&)>& isMeant) const;
    /// Why @p entry is not proven by its database standing at @p mark; none if it is.
    [[nodiscard]] Reason doubtOf(const CacheEntry& entry, DatabaseMark mark) const;
    void refute(CacheEntry& entry, const Reason& why);
    [[nodiscard]] ChangeCause begin(const QByteArray& what);
    void replaceTokens(const std::vector<std::pair<QByteArray, QByteArray>>& tables, const QByteArray& what);
    [[nodiscard]] CacheEvent eventOf(EventKind kind, const QByteArray& what) const;

    ResultCache& m_cache;
    const Clock& m_clock;
    // Of the last expire.
    std::vector<ReplacedToken> m_replaced;
    QTimer m_shelfTimer;
};

} // namespace larder
