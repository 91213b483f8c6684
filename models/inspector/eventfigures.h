#pragma once

#include "cache/eventlog.h"
#include "models/inspector/cachefigures.h"
#include "models/inspector/requesttimeline.h"

#include <QHash>

#include <functional>
#include <optional>

namespace larder {

/// Figures of the cache for each statement, read on from its events: since the start, since a reset that
/// touches nothing but these figures, and over the last minutes; and in each second of the last hour. It has
/// to be told to read on before the log forgets; what it missed it counts.
class EventFigures
{
public:
    /// So many events are counted in one go.
    static constexpr quint64 kMostAtOnce = 2'000;

    enum class Period { SinceStart, SinceReset, LastMinute, Last5Minutes, Last15Minutes };

    /// Which statements are meant; what is not given is not asked about.
    struct Choice
    {
        std::optional<QByteArray> database = std::nullopt;
        std::optional<QByteArray> table = std::nullopt;
        std::optional<Technique> technique = std::nullopt;
        bool operator==(const Choice&) const = default;
    };

    struct Statement
    {
        /// What the cache knows the database by.
        QByteArray database = {};
        /// As it was written; empty for those beyond the first 2,000.
        QByteArray sql = {};
        Technique technique = Technique::All;
        /// As far as an answer told them.
        QByteArrayList tables = {};
        bool operator==(const Statement&) const = default;
    };

    /// @p log outlives it.
    explicit EventFigures(const EventLog& log);

    /// Counts what came since; @p now ends the last minutes.
    void readOn(const QDateTime& now);
    /// The same, but no more than kMostAtOnce, so that nobody waits for a backlog. True if some are left:
    /// they are safe from being forgotten, and are counted by the next calls.
    bool readSome(const QDateTime& now);
    /// How many are known and not counted yet.
    [[nodiscard]] quint64 pending() const;
    /// Period::SinceReset begins at @p now, with the next event.
    void reset(const QDateTime& now);
    /// Calls @p visit with each statement that fits @p choice and was heard of, and its figures in @p period.
    void forEach(Period period, const Choice& choice,
        const std::function<void(const Statement&, const CacheFigures&)>& visit);
    [[nodiscard]] CacheFigures total(Period period, const Choice& choice);
    /// Calls @p visit with the answers of the statements that fit @p choice, in the order of time, for each
    /// second since the epoch from @p from on that is over.
    void forEachSecond(qint64 from, const Choice& choice,
        const std::function<void(qint64 second, const Statement&, const RequestTimeline::Answers&)>& visit)
        const;
    /// The seconds since the epoch that forEachSecond() can tell of: the first, and the one behind the last.
    [[nodiscard]] std::pair<qint64, qint64> seconds() const;
    /// When @p period begins; later than it says where more happened than is kept.
    [[nodiscard]] QDateTime beginOf(Period period) const;
    /// Events that the log forgot before they could be counted.
    [[nodiscard]] quint64 missed() const { return m_missed; }

private:
    struct Group
    {
        Statement statement = {};
        CacheFigures sinceStart = {};
        CacheFigures atReset = {};
        CacheFigures recent = {};
    };
    /// An event that counts, without its texts.
    struct Mark
    {
        qint64 time = 0;
        size_t group = 0;
        EventKind kind = EventKind::Hit;
        HitClass hitClass = HitClass::ProvenFresh;
        ReasonCode reason = ReasonCode::None;
        std::chrono::nanoseconds duration{0};
        std::chrono::nanoseconds timeSaved{0};
        Technique technique = Technique::All;
        quint64 cause = 0;
    };

    void noteBacklog();
    void count(const CacheEvent& event);
    void applyReset();
    [[nodiscard]] static CacheEvent eventOf(const Mark& mark);
    [[nodiscard]] size_t groupOf(const CacheEvent& event);
    void setRecent(std::chrono::minutes length);
    void dropOld();
    void leaveRecent(qint64 begin);

    const EventLog& m_log;
    // What is to be counted; each has all of the one before that the log had not forgotten then.
    std::deque<EventHistory> m_backlog;
    quint64 m_read = 0;
    quint64 m_missed = 0;
    std::vector<Group> m_groups;
    // By database, technique and SQL.
    QHash<QByteArray, size_t> m_numbers;
    // Of the last 15 minutes, in the order of time, at most 200,000.
    std::deque<Mark> m_marks;
    RequestTimeline m_timeline;
    // How many of the marks are older than Group::recent goes back.
    size_t m_recentBegin = 0;
    std::chrono::minutes m_recentLength{1};
    QDateTime m_start;
    QDateTime m_reset;
    // The last event before a reset, until that is counted.
    std::optional<quint64> m_resetNumber;
    QDateTime m_now;
};

} // namespace larder
