#include "models/valuesaver.h"

#include <QSaveFile>

namespace larder {

namespace {

constexpr qsizetype kPieceBytes = qsizetype(4) << 20;

struct SaveEnd
{
    bool stopped = false;
    qint64 bytes = 0;
    std::optional<QString> failure = std::nullopt;
};

SaveEnd write(const CellValue& value, const QString& path, const RowTask& task, const std::stop_token& stop)
{
    const CellBytes cell(value.cell());
    const QByteArrayView bytes = cell.view();
    QSaveFile file(path);
    bool good = file.open(QIODevice::WriteOnly);
    for (qsizetype at = 0; good && at < bytes.size(); at += kPieceBytes) {
        if (stop.stop_requested() || task.stopped())
            return {true};
        const qsizetype size = qMin(kPieceBytes, bytes.size() - at);
        good = file.write(bytes.data() + at, size) == size;
        task.tell(double(at + size) / double(bytes.size()));
    }
    good = good && file.commit();
    return {false, bytes.size(), good ? std::nullopt : std::optional(file.errorString())};
}

} // namespace

ValueSaver::ValueSaver(QObject* parent) : QObject(parent)
{
    connect(&m_worker, &RowWorker::progressed, this, &ValueSaver::progressed);
    connect(&m_worker, &RowWorker::busyChanged, this, &ValueSaver::busyChanged);
}

void ValueSaver::save(const CellValue& value, const QString& path)
{
    Q_ASSERT(!isBusy());
    m_stop = std::stop_source();
    m_worker.start([value, path, stop = m_stop.get_token()](
                       const RowTask& task) { return std::optional(write(value, path, task, stop)); },
        [this, path](const SaveEnd& end) {
            if (end.stopped)
                Q_EMIT cancelled();
            else if (end.failure)
                Q_EMIT failed({tr("Cannot save to %1").arg(path), *end.failure,
                    tr("Choose another folder, or make room.")});
            else
                Q_EMIT saved(path, end.bytes);
        });
}

} // namespace larder
