#include "models/rowworker.h"

#include <QElapsedTimer>

namespace larder {

namespace {

constexpr qint64 kMillisecondsBetweenProgress = 100;

} // namespace

RowWorker::RowWorker(QObject* parent) : QObject(parent)
{
    m_thread.setObjectName(QStringLiteral("rows"));
    m_inThread.moveToThread(&m_thread);
}

RowWorker::~RowWorker()
{
    m_stop.request_stop();
    m_thread.quit();
    m_thread.wait();
}

void RowWorker::cancel()
{
    m_stop.request_stop();
    setBusy(false);
}

std::stop_token RowWorker::restart()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    if (!m_thread.isRunning())
        m_thread.start(QThread::LowPriority);
    setBusy(true);
    return m_stop.get_token();
}

RowTask RowWorker::taskFor(const std::stop_token& stop)
{
    QElapsedTimer sinceTold;
    sinceTold.start();
    return {stop, [this, stop, sinceTold](double share) mutable {
                if (sinceTold.elapsed() < kMillisecondsBetweenProgress)
                    return;
                sinceTold.start();
                handOver(this, [this, stop, share] {
                    if (!stop.stop_requested())
                        Q_EMIT progressed(share);
                });
            }};
}

void RowWorker::setBusy(bool busy)
{
    if (m_busy == busy)
        return;
    m_busy = busy;
    Q_EMIT busyChanged(busy);
}

} // namespace larder
