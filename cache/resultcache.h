#pragma once

#include "cache/cachestore.h"
#include "cache/entryinfo.h"
#include "cache/misshistory.h"
#include "cache/tabletokens.h"

#include <QObject>

#include <memory>
#include <unordered_map>

namespace larder {

/// Decides what is kept and how long it is true. All of it happens in the thread it lives in.
class ResultCache : public QObject
{
    Q_OBJECT

public:
    /// A request and the entry that may answer it, or the reason why there is none.
    struct Lookup
    {
        const CacheEntry* entry = nullptr;
        Reason reason = {};
    };
    /// A statement on its way; without a landing its answer is not stored.
    enum class FillTicket : quint64 {};
    /// What a fill brings.
    struct Fill
    {
        CacheKey key;
        KeyComponents components;
        QByteArray sql;
        ResultPtr result;
        QByteArrayList tables = {};
        std::optional<ValidatorToken> validator = std::nullopt;
        std::optional<std::chrono::milliseconds> ttl = std::nullopt;
        RunTimings cost = {};
        /// Why the result must not be stored, found out when it was there.
        Reason forbidden = {};
    };

    ResultCache(std::unique_ptr<CacheStore> store, const Clock& clock, QObject* parent = nullptr);
    ~ResultCache() override;

    /// The entry for exactly these components, if its tables have not changed through Larder and its time to
    /// live is not over; at most @p maxAge old where that is given. The pointer lives until the next call
    /// that is not const. O(1), whatever the size of the result.
    [[nodiscard]] Lookup find(const CacheKey& key, const KeyComponents& components,
        std::optional<std::chrono::milliseconds> maxAge = std::nullopt);
    /// Takes the stamp: call it before the statement is sent.
    [[nodiscard]] FillTicket beginFill(const CacheKey& key);
    void abandonFill(FillTicket ticket) { m_fills.erase(ticket); }
    /// Stores the complete result of a fill in place of an older one. Returns why it was not stored, if so.
    Reason land(FillTicket ticket, const Fill& fill);

    /// The entry answered a run that cost @p hit.
    void recordHit(EntryId id, const RunTimings& hit);
    /// The database confirmed the entry.
    void recordProof(EntryId id);
    /// Takes the entries out, and what is on its way for the same keys will not be stored. Unknown ids are
    /// ignored.
    void expire(const std::vector<EntryId>& ids, const Reason& reason);
    /// The same for all entries and all fills of @p database, or of every one.
    void expireAll(const Reason& reason, const std::optional<ConnectionIdentity>& database = std::nullopt);
    /// Takes out what depends on what was changed in @p database through Larder.
    void applyWrites(
        const ConnectionIdentity& database, const CommittedWrites& writes, const QByteArray& sql);

    /// All entries, the one next to be evicted first. Quiet.
    [[nodiscard]] std::vector<EntryInfo> entries() const;
    [[nodiscard]] const CacheStore& store() const { return *m_store; }

Q_SIGNALS:
    void entryStored(larder::EntryId id);
    void entryChanged(larder::EntryId id);
    void entryRemoved(larder::EntryId id, const larder::Reason& reason);

private:
    struct OpenFill
    {
        CacheKey::Digest digest{};
        quint64 changeCount = 0;
        Reason discarded = {};
    };

    [[nodiscard]] bool tokensHold(const CacheEntry& entry);
    [[nodiscard]] Stamp stampFor(const Fill& fill);
    [[nodiscard]] Reason refusal(const OpenFill& open, const Fill& fill, qint64 chargeBytes) const;
    void remove(EntryId id, const Reason& reason);
    void discardFills(const CacheKey::Digest& digest, const Reason& reason);

    std::unique_ptr<CacheStore> m_store;
    const Clock& m_clock;
    TableTokens m_tokens;
    MissHistory m_history;
    std::unordered_map<FillTicket, OpenFill> m_fills;
    quint64 m_lastId = 0;
    quint64 m_lastTicket = 0;
};

} // namespace larder
