#pragma once

#include "cache/cachecontrol.h"
#include "tests/support/manualclock.h"
#include "tests/support/modeloracle.h"

#include <map>
#include <random>
#include <set>

namespace larder::test {

/// What people do to the cache of the model by hand, by chance: expire and take it back, in time and too
/// late, pin and unpin. The oracle hears of it.
class ModelHand
{
public:
    /// What Larder knows of the file.
    struct Files
    {
        /// As each connection tells it.
        std::array<ConnectionIdentity, 2> ofSides = {};
        /// Missing until all connections know the present one. What an older one had, or what is on its way
        /// from one that nobody knows of yet, is not meant by an expire.
        std::optional<QDateTime> knownSince = std::nullopt;
    };
    struct Figures
    {
        qint64 expiries = 0;
        qint64 pins = 0;
        qint64 evictions = 0;
        qint64 undone = 0;
        qint64 undoneTooLate = 0;
        /// Entries that came back.
        qint64 restored = 0;
    };

    ModelHand(ResultCache& cache, ManualClock& clock, ModelOracle& oracle, std::mt19937& random);

    /// Something that can be taken back.
    void expire(const Files& files);
    void expireRow(const Files& files);
    void expireSoftly();
    void undo();
    void pin();

    /// The table that the last expire was about, until it is taken back.
    [[nodiscard]] std::optional<int> expiredTable() const { return m_expiredTable; }
    [[nodiscard]] bool isPinned(const QByteArray& key) const;
    [[nodiscard]] const Figures& figures() const { return m_figures; }

private:
    void removed(EntryId id, const Reason& reason);
    void stored(EntryId id);
    void expireEntries(const Files& files);
    void expireSql(const Files& files);
    void begin(const Files& files);
    void auditPins();
    [[nodiscard]] std::optional<EntryInfo> someEntry();
    [[nodiscard]] unsigned below(unsigned limit) { return unsigned(m_random() % limit); }

    ResultCache& m_cache;
    ManualClock& m_clock;
    ModelOracle& m_oracle;
    std::mt19937& m_random;
    CacheControl m_control;
    QObject m_context;
    // With their keys, also of entries that went; they may come back.
    std::map<EntryId, QByteArray> m_pinned;
    // The keys of pinned entries that went; the next answer to each is pinned, too.
    std::set<QByteArray> m_waiting;
    std::optional<Clock::TimePoint> m_expiredAt;
    std::optional<int> m_expiredTable;
    // Whether the oracle was told of the last expire.
    bool m_oracleKnows = false;
    Figures m_figures;
};

} // namespace larder::test
