#pragma once

#include "cache/eventlog.h"
#include "models/inspector/eventfilter.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace larder {

/// The events of the cache as a live table, the oldest first. It reads on in the log where it stopped, and
/// shares what it shows with it: nothing is copied, and what the log forgets while the list is paused stays
/// on screen. Rows come at the end and go at the beginning, in one range each; another filter resets the
/// list.
class CacheEventModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Number, Time, Event, Sql, Reason, Duration, Bytes, Connection, Cause };
    static constexpr int kColumnCount = int(Column::Cause) + 1;

    /// What is not shown, and why.
    struct Standing
    {
        bool paused = false;
        /// The event at which the list stopped by itself; 0 for none.
        quint64 stoppedAt = 0;
        /// Events that came since the list was paused.
        quint64 waiting = 0;
        /// Events that the log forgot before the list could read them.
        quint64 missed = 0;

        bool operator==(const Standing&) const = default;
    };

    /// @p log outlives it. Nothing is shown before readOn().
    explicit CacheEventModel(const EventLog& log, QObject* parent = nullptr);

    /// Shows what came since. Looks at 20,000 events in one turn of the event loop, and shows them all at
    /// once when it has seen the last.
    void readOn();
    void setFilter(const EventFilter& filter);
    /// A paused list shows what it shows; nothing is lost as long as the log keeps it.
    void setPaused(bool paused);
    /// The list pauses behind the first new event that @p rule accepts; no rule, no stop.
    void setStopRule(const std::optional<EventFilter>& rule) { m_stopRule = rule; }
    [[nodiscard]] const Standing& standing() const { return m_standing; }

    [[nodiscard]] const CacheEvent& eventAt(int row) const;
    /// -1 if it is not shown. O(log n).
    [[nodiscard]] int rowOf(quint64 number) const;
    /// What the rows lie in, for somebody who goes through them while they change.
    [[nodiscard]] const EventHistory& history() const { return m_shown; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void standingChanged();

private:
    void readSome();
    void skipForgotten();
    void take(const CacheEvent& event);
    void publish();
    void setStanding(const Standing& standing);

    const EventLog& m_log;
    EventFilter m_filter;
    std::optional<EventFilter> m_stopRule;
    Standing m_standing;
    // Has all of m_numbers.
    EventHistory m_shown;
    // The numbers of the rows, which ascend.
    std::deque<quint64> m_numbers;
    // What is read now, and the rows that were found in it.
    EventHistory m_next;
    std::vector<quint64> m_found;
    // The last event that was looked at, the last that is to be, and the last that the stop rule was asked
    // about.
    quint64 m_read = 0;
    quint64 m_end = 0;
    quint64 m_judged = 0;
    QTimer m_goOn;
};

} // namespace larder
