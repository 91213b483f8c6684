#include "models/valuesaver.h"

#include "cache/handover.h"

#include <QElapsedTimer>
#include <QSaveFile>

#include <functional>

namespace larder {

namespace {

constexpr qsizetype kPieceBytes = qsizetype(4) << 20;
constexpr qint64 kMillisecondsBetweenProgress = 100;

enum class SaveEnd { Saved, Failed, Stopped };

SaveEnd write(QSaveFile& file, QByteArrayView bytes, const std::stop_token& stop,
    const std::function<void(double)>& progress)
{
    bool good = file.open(QIODevice::WriteOnly);
    for (qsizetype at = 0; good && at < bytes.size(); at += kPieceBytes) {
        if (stop.stop_requested())
            return SaveEnd::Stopped;
        const qsizetype size = qMin(kPieceBytes, bytes.size() - at);
        good = file.write(bytes.data() + at, size) == size;
        progress(double(at + size) / double(bytes.size()));
    }
    return good && file.commit() ? SaveEnd::Saved : SaveEnd::Failed;
}

} // namespace

ValueSaver::ValueSaver(QObject* parent) : QObject(parent)
{
    m_thread.setObjectName(QStringLiteral("save"));
    m_worker.moveToThread(&m_thread);
}

ValueSaver::~ValueSaver()
{
    m_stop.request_stop();
    m_thread.quit();
    m_thread.wait();
}

void ValueSaver::save(const CellValue& value, const QString& path)
{
    Q_ASSERT(!m_busy);
    m_stop = std::stop_source();
    if (!m_thread.isRunning())
        m_thread.start(QThread::LowPriority);
    setBusy(true);
    handOver(&m_worker, [this, value, path, stop = m_stop.get_token()] {
        QElapsedTimer sinceTold;
        sinceTold.start();
        const auto progress = [this, &sinceTold, stop](double share) {
            if (sinceTold.elapsed() < kMillisecondsBetweenProgress)
                return;
            sinceTold.start();
            handOver(this, [this, stop, share] {
                if (!stop.stop_requested())
                    Q_EMIT progressed(share);
            });
        };
        const CellBytes bytes(value.cell());
        QSaveFile file(path);
        const SaveEnd end = write(file, bytes.view(), stop, progress);
        handOver(this, [this, end, path, why = file.errorString(), size = bytes.view().size()] {
            setBusy(false);
            if (end == SaveEnd::Saved)
                Q_EMIT saved(path, size);
            else if (end == SaveEnd::Stopped)
                Q_EMIT cancelled();
            else
                Q_EMIT failed(
                    {tr("Cannot save to %1").arg(path), why, tr("Choose another folder, or make room.")});
        });
    });
}

void ValueSaver::setBusy(bool busy)
{
    if (m_busy == busy)
        return;
    m_busy = busy;
    Q_EMIT busyChanged(busy);
}

} // namespace larder
