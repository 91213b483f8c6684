#include "models/rowarranger.h"

#include "cache/handover.h"

#include <QElapsedTimer>

namespace larder {

namespace {

constexpr qint64 kMillisecondsBetweenProgress = 100;

std::optional<RowOrder> arrangedOrder(
    const ResultSet& result, const Arrangement& arrangement, const RowTask& task)
{
    std::optional<RowOrder> rows = filteredRows(result, arrangement.filters, task);
    if (rows && !arrangement.rules.keys.empty())
        rows = sortedRows(result, std::move(*rows), arrangement.rules, task);
    return rows;
}

} // namespace

RowArranger::RowArranger(QObject* parent) : QObject(parent)
{
    m_thread.setObjectName(QStringLiteral("rows"));
    m_worker.moveToThread(&m_thread);
}

RowArranger::~RowArranger()
{
    m_stop.request_stop();
    m_thread.quit();
    m_thread.wait();
}

void RowArranger::arrange(const ResultPtr& result, Arrangement arrangement)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    if (!m_thread.isRunning())
        m_thread.start(QThread::LowPriority);
    setBusy(true);
    handOver(&m_worker, [this, result, arrangement = std::move(arrangement), stop = m_stop.get_token()] {
        QElapsedTimer sinceTold;
        sinceTold.start();
        RowTask task{stop};
        task.progress = [this, &sinceTold, stop](double share) {
            if (sinceTold.elapsed() < kMillisecondsBetweenProgress)
                return;
            sinceTold.start();
            handOver(this, [this, stop, share] {
                if (!stop.stop_requested())
                    Q_EMIT progressed(share);
            });
        };
        std::optional<RowOrder> order = arrangedOrder(*result, arrangement, task);
        if (!order)
            return;
        handOver(
            this, [this, stop, rows = ArrangedRows{result, std::make_shared<RowOrder>(std::move(*order))}] {
                if (stop.stop_requested())
                    return;
                setBusy(false);
                Q_EMIT arranged(rows);
            });
    });
}

void RowArranger::cancel()
{
    m_stop.request_stop();
    setBusy(false);
}

void RowArranger::setBusy(bool busy)
{
    if (m_busy == busy)
        return;
    m_busy = busy;
    Q_EMIT busyChanged(busy);
}

} // namespace larder
