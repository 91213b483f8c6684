#pragma once

#include "models/inspector/charttable.h"
#include "models/inspector/eventfigures.h"
#include "models/inspector/statisticssampler.h"
#include "ui/inspector/inspector.h"

#include <QTimer>

namespace larder {

class CacheStatisticsDock;

/// Counts the events of the cache from the start of the program on, keeps the counters of the last hour, and
/// shows both in the panel while that is in view.
class StatisticsDesk final : public QObject
{
    Q_OBJECT

public:
    /// Adds the panel to @p panels. @p subject and @p panels outlive it.
    StatisticsDesk(const Inspector::Subject& subject, Panels& panels, QObject* parent);

private:
    void countOn();
    void sample();
    void show();
    void showChoices();
    void takeSnapshot(bool isSecond);
    [[nodiscard]] ChartTable figures();
    [[nodiscard]] ChartTable chart();
    [[nodiscard]] ChartTable overTime(bool isRatio) const;
    [[nodiscard]] ChartTable comparison() const;
    [[nodiscard]] std::vector<EntryInfo> chosenEntries();
    [[nodiscard]] QString about() const;
    [[nodiscard]] std::chrono::seconds length() const;

    const Inspector::Subject m_subject;
    CacheStatisticsDock& m_dock;
    EventFigures m_figures;
    StatisticsSampler m_sampler;
    // A backlog is counted piece by piece, in turns of the event loop.
    QTimer m_goOn;
    ChartTable m_first;
    ChartTable m_second;
};

} // namespace larder
